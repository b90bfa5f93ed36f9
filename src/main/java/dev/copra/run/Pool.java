package dev.copra.run;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * What threads work with, one at a time each: as many are made as are ever in use at once.
 *
 * @param <T> a workspace
 */
public final class Pool<T> {
    private final Queue<T> idle = new ConcurrentLinkedQueue<>();
    private final Supplier<T> maker;

    /** An empty pool, and what makes a thing when there is none. */
    public Pool(Supplier<T> maker) {
        this.maker = maker;
    }

    /** Takes one, which is the caller's until it is given back. */
    public T take() {
        T idling = idle.poll();
        return idling == null ? maker.get() : idling;
    }

    /** Puts back what {@link #take} gave. */
    public void giveBack(T used) {
        idle.add(used);
    }
}
