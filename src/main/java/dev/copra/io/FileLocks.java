package dev.copra.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;

/** Locks on files, which the system releases when the channel is closed or the process ends, however it ends. */
public final class FileLocks {
    private FileLocks() {}

    /**
     * Locks the file of a channel for as long as it is open. A file system without locks, such as some in a network, is used
     * without.
     *
     * @return false if this process or another one has it locked
     */
    public static boolean take(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
