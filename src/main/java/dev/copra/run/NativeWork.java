package dev.copra.run;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Work of a native library that a process must not exit in the middle of: the library's memory is freed while another thread computes
 * with it, and what should be an interruption becomes a crash. The exit waits for the piece of work that is being done; the next one is
 * never begun.
 */
public final class NativeWork {
    private final ReentrantLock lock = new ReentrantLock(true);

    /** Work that has not begun; the exit of the process waits for it from now on. */
    public NativeWork() {
        // the thread ends as the owner of the lock, which nobody gets any more
        Runtime.getRuntime().addShutdownHook(new Thread(lock::lock, "copra-native-work"));
    }

    /** Begins a piece of work, which should be a matter of seconds. */
    public void begin() {
        lock.lock();
    }

    /** Ends it. */
    public void end() {
        lock.unlock();
    }
}
