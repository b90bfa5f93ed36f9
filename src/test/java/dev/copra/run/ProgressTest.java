package dev.copra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private final AtomicLong clock = new AtomicLong();
    private final StringBuilder text = new StringBuilder();

    private Progress progress(boolean terminal) {
        return new Progress("images", 1000, 100, new Progress.Screen(terminal, text::append), clock::get);
    }

    private void step(Progress progress, int seconds) {
        clock.addAndGet(seconds * 1_000_000_000L);
        progress.step();
    }

    @Test
    void aLogGetsALineEveryFewSeconds() {
        Progress progress = progress(false);
        step(progress, 4);
        step(progress, 4);
        assertEquals("", text.toString());
        step(progress, 4);
        progress.end();
        assertEquals(
                "103 of 1,000 images (10%), 0.3 a second, 59:48 min left" + System.lineSeparator(), text.toString());
    }

    @Test
    void aTerminalsLineIsWrittenOverAndRemoved() {
        Progress progress = progress(true);
        step(progress, 1);
        progress.end();
        assertEquals("\r101 of 1,000 images (10%), 1.0 a second, 14:59 min left\u001b[K\r\u001b[K", text.toString());
    }

    @Test
    void nothingIsSaidAtTheStart() {
        Progress progress = progress(true);
        progress.end();
        assertEquals("", text.toString());
    }
}
