package com.lehnz.demo;

/**
 * Someone who visits the shop.
 *
 * @param firstId the id of the first half of the visits: an anonymous one where the shopper signed in only then
 * @param visits how many times within the history
 */
record Shopper(String id, String firstId, Taste taste, int visits) {

    static Shopper alwaysKnownAs(String id, Taste taste, int visits) {
        return new Shopper(id, id, taste, visits);
    }
}
