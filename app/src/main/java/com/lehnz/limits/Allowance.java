package com.lehnz.limits;

/**
 * How much somebody may ask.
 *
 * @param bucket whose requests are counted together
 * @param requests per window
 */
public record Allowance(String bucket, long requests) {}
