package com.lehnz.imports;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a file is written. */
enum Format {
    /** RFC 4180, with a header row. */
    @JsonProperty("csv")
    CSV,
    /** One array of objects. */
    @JsonProperty("json")
    JSON,
    /** One object per line. */
    @JsonProperty("json_lines")
    JSON_LINES
}
