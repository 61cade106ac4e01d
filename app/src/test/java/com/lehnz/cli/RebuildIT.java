package com.lehnz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.ItemFeatures;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The commands against an OpenSearch that a service runs on. */
@LehnzTest
class RebuildIT {
    @Autowired
    private Shops shops;

    @Test
    void weightsAndSignalsOfAnOrganizationAreRebuilt() {
        Shop shop = shops.open();
        shop.upsertItems(List.of(Shop.item("tea", Map.of("name", "Tea")), Shop.item("pot", Map.of("name", "Pot"))));
        shop.track(List.of(Shop.event("ada", "purchase", "tea"), Shop.event("ada", "purchase", "pot")));
        Stored stored = new Stored(TestEngines.shared(), shop.org());
        JsonNode before = shop.storedItem("tea").path("popular_at");
        assertThat(before.isMissingNode()).isFalse();

        stored.set("tea", Map.of("popular_at", 0));

        assertThat(run("rebuild", "weights", "--org", shop.org().value())).isEmpty();
        assertThat(run("rebuild", "signals", "--org", shop.org().value())).isEmpty();

        assertThat(shop.storedItem("tea").path(ItemFeatures.BOUGHT_WITH).has("pot"))
                .isTrue();
        assertThat(shop.storedItem("tea").path("popular_at")).isEqualTo(before);
    }

    @Test
    void anUnknownOrganizationIsSaidToBeUnknown() {
        assertThat(run("rebuild", "weights", "--org", "nobody00nobody00")).contains("nobody00nobody00");
    }

    /** @return what went to the standard error */
    private static String run(String... command) {
        StringWriter errors = new StringWriter();
        String[] arguments = Stream.concat(
                        Arrays.stream(command),
                        Arrays.stream(TestEngines.settings(TestEngines.shared()))
                                .map(setting -> "--" + setting))
                .toArray(String[]::new);
        Lehnz.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);
        return errors.toString();
    }
}
