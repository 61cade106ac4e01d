package com.lehnz.profile;

import java.nio.ByteBuffer;
import java.util.Base64;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Vectors as base64 of their floats, half as long as their digits and many times faster to read: a profile has several,
 * and is read for every recommendation.
 */
final class PackedVector {
    private PackedVector() {}

    static String pack(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    static float[] unpack(String packed) {
        byte[] bytes = Base64.getDecoder().decode(packed);
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
        return vector;
    }

    static final class Serializer extends StdSerializer<float[]> {
        Serializer() {
            super(float[].class);
        }

        @Override
        public void serialize(float[] vector, JsonGenerator json, SerializationContext context) {
            json.writeString(pack(vector));
        }
    }

    static final class Deserializer extends StdDeserializer<float[]> {
        Deserializer() {
            super(float[].class);
        }

        @Override
        public float[] deserialize(JsonParser json, DeserializationContext context) {
            return unpack(json.getString());
        }
    }
}
