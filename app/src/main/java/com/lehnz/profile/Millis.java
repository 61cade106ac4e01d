package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonFormat;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A moment as milliseconds since 1970. A profile has hundreds of them and is read and written with every event; as text they
 * took a tenth of the time.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@JacksonAnnotationsInside
@JsonFormat(
        shape = JsonFormat.Shape.NUMBER_INT,
        without = {
            JsonFormat.Feature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS,
            JsonFormat.Feature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS
        })
@interface Millis {}
