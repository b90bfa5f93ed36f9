package dev.copra.benchmark;

import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The processor time of the benchmark's thread, which a busy machine disturbs less than JMH's wall time. Only for benchmarks
 * whose invocations take milliseconds. The garbage collector's threads are not in it.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class CpuClock {
    /** Sums over an iteration. */
    public double cpuMilliseconds;

    public long invocations;

    private long start;

    @Setup(Level.Invocation)
    public void start() {
        start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @TearDown(Level.Invocation)
    public void stop() {
        cpuMilliseconds += (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
        invocations++;
    }
}
