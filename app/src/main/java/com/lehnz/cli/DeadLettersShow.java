package com.lehnz.cli;

import com.lehnz.pipeline.DeadLetter;
import com.lehnz.pipeline.DeadLetterId;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "One letter: why it was set aside, and all of it.",
        mixinStandardHelpOptions = true)
final class DeadLettersShow implements Runnable {
    @Mixin
    private DeadLettersAccess access = new DeadLettersAccess();

    @Parameters(paramLabel = "ID", description = "As list prints it.")
    private String id = "";

    @Override
    public void run() {
        DeadLetterId wanted = DeadLetterId.of(id);
        access.with(file -> print(file.find(wanted)
                .orElseThrow(() -> new IllegalArgumentException("There is no dead letter " + wanted))));
    }

    private void print(DeadLetter letter) {
        PrintWriter out = access.out();
        out.printf("set aside  %s%n", letter.at());
        out.printf("accepted   %s%n", letter.acceptedAt());
        out.printf(
                "from       %s, offset %d of %s%n",
                letter.topic(), letter.position().offset(), letter.position().log());
        out.printf("key        %s%n", letter.key() == null ? "none" : letter.key());
        out.printf("reason     %s%n", letter.reason());
        byte[] value = letter.value();
        if (value == null) {
            out.println("value      none");
            return;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            out.printf("value      %,d bytes%n%s%n", value.length, text);
        } catch (CharacterCodingException e) {
            out.printf(
                    "value      %,d bytes, no text; in Base64:%n%s%n",
                    value.length, Base64.getMimeEncoder().encodeToString(value));
        }
    }
}
