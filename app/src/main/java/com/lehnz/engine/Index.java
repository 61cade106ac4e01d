package com.lehnz.engine;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where documents of one kind lie, and what a document of one organization is called there. */
public sealed interface Index {

    /** Items: an index per organization and generation behind a read and a write alias. */
    Index ITEMS = new Own("items");

    /**
     * One generation of the items index, live or not. A write names the generation that it was made for; its alias goes
     * when it is replaced, so that a write that comes too late is told so instead of landing where nobody reads.
     */
    static Index generation(int number) {
        return new Numbered(number);
    }

    Index USERS = new Shared("users");

    /**
     * Events whose own time is {@code at}: an index per month, of the times before this product an index per year or one
     * for all, so that no client can make us an index for every month since antiquity. The same time always leads to the
     * same index, or an event that comes again could be stored twice.
     */
    static Index events(Instant at) {
        int year = at.atOffset(ZoneOffset.UTC).getYear();
        String period = year >= FIRST_YEAR_BY_MONTH ? MONTH.format(at) : year >= FIRST_YEAR ? "" + year : "older";
        return new Shared("events-" + period);
    }

    /** All indices of events: for what is asked of, or done to, many at once. */
    Shared EVENTS = new Shared("events-*");

    static Index impressions(Instant at) {
        return new Shared("impressions-" + MONTH.format(at));
    }

    /** All indices of impressions: for what is asked of many at once. */
    Shared IMPRESSIONS = new Shared("impressions-*");

    /** What was set aside in the month of {@code at}: a note, not the record. */
    static Index deadLetters(Instant at) {
        return new Shared("dead-letters-" + MONTH.format(at));
    }

    /** All of these notes. */
    Shared DEAD_LETTERS = new Shared("dead-letters-*");

    /** What became of files that were imported. */
    static Index imports(Instant at) {
        return new Shared("imports-" + MONTH.format(at));
    }

    /** All indices of imports: for lists. */
    Shared IMPORTS = new Shared("imports-*");

    /** How far the learning of an organization's item-to-item weights is, and who is at it. */
    Index WEIGHTS = new Shared("weights");

    Index CATEGORY_PAIRS = new Shared("category-pairs");

    /** How far the building of an organization's next generation of items is, and who is at it. */
    Index REINDEX = new Shared("reindex");

    int FIRST_YEAR_BY_MONTH = 2020;

    int FIRST_YEAR = 2000;

    Pattern PERIOD = Pattern.compile("\\d{4}(\\.\\d{2})?");

    DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu.MM").withZone(ZoneOffset.UTC);

    String readName(OrgId org);

    String writeName(OrgId org);

    /** The document's id in the index: no two organizations' keys can ever meet in one. */
    String documentId(OrgId org, String key);

    @Nullable
    String routing(OrgId org);

    /** Whether a write needs the alias to be there: OpenSearch would make an index of that name otherwise. */
    boolean behindAlias();

    /** An index that holds nothing of anybody else: keys are ids as they are (both are limited to 512 bytes). */
    record Own(String name) implements Index {
        @Override
        public String readName(OrgId org) {
            return "lehnz-" + name + "-" + org;
        }

        @Override
        public String writeName(OrgId org) {
            return readName(org) + "-write";
        }

        @Override
        public String documentId(OrgId org, String key) {
            return key;
        }

        @Override
        public @Nullable String routing(OrgId org) {
            return null;
        }

        @Override
        public boolean behindAlias() {
            return true;
        }
    }

    /** One of the indices that {@link #ITEMS} has been or will be: keys are ids as they are. */
    record Numbered(int number) implements Index {
        @Override
        public String readName(OrgId org) {
            return ITEMS.readName(org) + "-" + number;
        }

        @Override
        public String writeName(OrgId org) {
            return readName(org) + "-write";
        }

        @Override
        public String documentId(OrgId org, String key) {
            return ITEMS.documentId(org, key);
        }

        @Override
        public @Nullable String routing(OrgId org) {
            return ITEMS.routing(org);
        }

        @Override
        public boolean behindAlias() {
            return true;
        }
    }

    /** An index of all organizations. Keys may be longer than an id can be, so their SHA-256 stands for them. */
    record Shared(String name) implements Index {
        /** Whether it is of a month or of years that are over. */
        public boolean isOver(Instant now) {
            String period = name.substring(name.lastIndexOf('-') + 1);
            return period.equals("older")
                    || PERIOD.matcher(period).matches() && period.compareTo(MONTH.format(now)) < 0;
        }

        /** What the names of indices that are asked together have in common. */
        String prefix() {
            return "lehnz-" + (name.endsWith("*") ? name.substring(0, name.length() - 1) : name);
        }

        @Override
        public String readName(OrgId org) {
            return "lehnz-" + name;
        }

        @Override
        public String writeName(OrgId org) {
            return readName(org);
        }

        @Override
        public String documentId(OrgId org, String key) {
            return org + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.bytes(key));
        }

        @Override
        public String routing(OrgId org) {
            return org.value();
        }

        @Override
        public boolean behindAlias() {
            return false;
        }
    }
}
