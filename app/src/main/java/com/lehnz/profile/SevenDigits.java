package com.lehnz.profile;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Numbers as floats, which have seven digits: more than any ranking can tell, and half as long as those of doubles. A profile
 * has a hundred of them and is written with every event.
 */
final class SevenDigits extends StdSerializer<Double> {
    SevenDigits() {
        super(Double.class);
    }

    @Override
    public void serialize(Double number, JsonGenerator json, SerializationContext context) {
        json.writeNumber((float) Math.clamp(number, -Float.MAX_VALUE, Float.MAX_VALUE));
    }
}
