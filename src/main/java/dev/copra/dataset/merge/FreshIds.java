package dev.copra.dataset.merge;

import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdSet;
import java.util.function.Predicate;

/** Makes ids that no document has: a number above all others, or a text with a number behind it. */
final class FreshIds {
    private final Predicate<Id> used;
    private final IdSet made = new IdSet();
    private long next;

    /** @param greatest of the ids that are used */
    FreshIds(long greatest, Predicate<Id> used) {
        this.used = used;
        next = greatest == Long.MAX_VALUE ? 1 : greatest + 1;
    }

    /** A new id in place of one that is taken. */
    Id instead(Id taken) {
        if (!taken.isString()) {
            while (used.test(Id.of(next))) {
                next++;
            }
            return Id.of(next++);
        }
        for (int i = 2; ; i++) {
            Id id = Id.of(taken.text() + "-" + i);
            if (!used.test(id) && made.add(id)) {
                return id;
            }
        }
    }
}
