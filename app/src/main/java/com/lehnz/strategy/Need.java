package com.lehnz.strategy;

/** What a strategy asks to be read before it plans, and which field of the request names it. */
public enum Need {
    TASTE("user_id"),
    CONTEXT_ITEM("context_item_id"),
    CATEGORY_PAIRS("context_item_id"),
    BASKET("item_ids");

    private final String field;

    Need(String field) {
        this.field = field;
    }

    public String field() {
        return field;
    }
}
