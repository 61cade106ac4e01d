package com.lehnz.weights;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One organization's interactions with items, ordered by user and time. Users are told apart by 64 bits of their id's
 * hash, and sessions of one user by 32 bits, so that no id but the items' is held: 24 bytes per interaction, and about
 * 120 per item.
 */
final class Evidence {
    private final List<String> itemIds;
    private final long[] users;
    private final int[] items;
    private final long[] times;
    private final int[] sessions;
    private final BitSet purchases;

    private Evidence(List<String> itemIds, long[] users, int[] items, long[] times, int[] sessions, BitSet purchases) {
        this.itemIds = itemIds;
        this.users = users;
        this.items = items;
        this.times = times;
        this.sessions = sessions;
        this.purchases = purchases;
    }

    int size() {
        return items.length;
    }

    /** Ids of the items; their index is what an item is called everywhere else. */
    List<String> itemIds() {
        return itemIds;
    }

    /** The first interaction of the next user. */
    int endOfUser(int from) {
        int end = from;
        while (end < users.length && users[end] == users[from]) {
            end++;
        }
        return end;
    }

    int item(int at) {
        return items[at];
    }

    /** In milliseconds since 1970. */
    long time(int at) {
        return times[at];
    }

    /** Its number among the sessions of its user. */
    int session(int at) {
        return sessions[at];
    }

    boolean isPurchase(int at) {
        return purchases.get(at);
    }

    /** Time of the newest interaction; what is older counts for less by its distance to it. */
    long newest() {
        long newest = Long.MIN_VALUE;
        for (long time : times) {
            newest = Math.max(newest, time);
        }
        return newest;
    }

    /** Takes interactions newest first. */
    static final class Builder {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> itemIds = new ArrayList<>();
        private final BitSet purchases = new BitSet();
        private long[] users = new long[16];
        private int[] items = new int[16];
        private long[] times = new long[16];
        private int[] sessions = new int[16];
        private int size;

        int size() {
            return size;
        }

        /** The number of an item. */
        int item(String itemId) {
            Integer known = numbers.putIfAbsent(itemId, itemIds.size());
            if (known != null) {
                return known;
            }
            itemIds.add(itemId);
            return itemIds.size() - 1;
        }

        /**
         * @param user hash of the user's id
         * @param session as {@link SessionNumbers} wants it
         */
        void add(long user, int session, int item, long time, boolean purchase) {
            if (size == items.length) {
                int longer = size + size / 2;
                users = Arrays.copyOf(users, longer);
                items = Arrays.copyOf(items, longer);
                times = Arrays.copyOf(times, longer);
                sessions = Arrays.copyOf(sessions, longer);
            }
            users[size] = user;
            items[size] = item;
            times[size] = time;
            sessions[size] = session;
            purchases.set(size, purchase);
            size++;
        }

        /** @param gap pause that ends a session without a name */
        Evidence build(Duration gap) {
            int[] order = byUserOldestFirst();
            long[] orderedUsers = new long[size];
            int[] orderedItems = new int[size];
            long[] orderedTimes = new long[size];
            int[] orderedSessions = new int[size];
            BitSet orderedPurchases = new BitSet(size);
            SessionNumbers ofUser = new SessionNumbers(gap);
            for (int to = 0; to < size; to++) {
                int from = order[to];
                orderedUsers[to] = users[from];
                orderedItems[to] = items[from];
                orderedTimes[to] = times[from];
                orderedPurchases.set(to, purchases.get(from));
                if (to > 0 && users[from] != orderedUsers[to - 1]) {
                    ofUser = new SessionNumbers(gap);
                }
                orderedSessions[to] = ofUser.next(times[from], sessions[from]);
            }
            return new Evidence(itemIds, orderedUsers, orderedItems, orderedTimes, orderedSessions, orderedPurchases);
        }

        /** A counting sort by user of what is in reverse order of time already. */
        private int[] byUserOldestFirst() {
            long[] distinct = Arrays.copyOf(users, size);
            Arrays.sort(distinct);
            int count = 0;
            for (int at = 0; at < size; at++) {
                if (at == 0 || distinct[at] != distinct[at - 1]) {
                    distinct[count++] = distinct[at];
                }
            }
            int[] next = new int[count + 1];
            for (int at = 0; at < size; at++) {
                next[Arrays.binarySearch(distinct, 0, count, users[at]) + 1]++;
            }
            for (int user = 0; user < count; user++) {
                next[user + 1] += next[user];
            }
            int[] order = new int[size];
            for (int at = size - 1; at >= 0; at--) {
                order[next[Arrays.binarySearch(distinct, 0, count, users[at])]++] = at;
            }
            return order;
        }
    }
}
