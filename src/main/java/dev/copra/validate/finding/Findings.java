package dev.copra.validate.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What was found: counts of all, places of the first so many of each code. Findings of codes that are not wanted, and those
 * that a baseline knows, are left out; the latter are counted. Not thread-safe.
 */
public final class Findings {
    /** Beyond this a code's findings are counted only, so that a broken file does not cost memory. */
    public static final int KEPT_OF_EACH_CODE = 10_000;

    private final Predicate<Code> wanted;
    private final int kept;
    private final Set<String> baseline;
    private final boolean keepKeys;
    private final Map<String, Group> groups = new TreeMap<>();
    private final Set<Code> withdrawn = new HashSet<>();

    private static final class Group {
        private final Code code;
        private long count;
        private long known;
        private final List<Finding> kept = new ArrayList<>();
        private final Set<String> keys = new LinkedHashSet<>();

        private Group(Code code) {
            this.code = code;
        }
    }

    /**
     * @param wanted the codes to report
     * @param baseline {@linkplain Finding#key keys} of the findings to leave out
     * @param keepKeys whether {@link #keys} will be asked for
     */
    public Findings(Predicate<Code> wanted, Set<String> baseline, boolean keepKeys) {
        this(wanted, baseline, keepKeys, KEPT_OF_EACH_CODE);
    }

    private Findings(Predicate<Code> wanted, Set<String> baseline, boolean keepKeys, int kept) {
        this.wanted = wanted;
        this.kept = kept;
        this.baseline = new HashSet<>(baseline);
        this.keepKeys = keepKeys;
    }

    /** Findings that are counted, and not kept. */
    public static Findings counts(Predicate<Code> wanted) {
        return new Findings(wanted, Set.of(), false, 0);
    }

    /** Whether findings of a code are reported at all. */
    public boolean wants(Code code) {
        return wanted.test(code);
    }

    /** Takes a finding, unless its code is not wanted; one that the baseline knows is counted as such and no more. */
    public void add(Finding finding) {
        if (!wanted.test(finding.code())) {
            return;
        }
        Group group = groups.computeIfAbsent(finding.code().name(), name -> new Group(finding.code()));
        if (keepKeys) {
            group.keys.add(finding.key());
        }
        if (!baseline.isEmpty() && baseline.contains(finding.key())) {
            group.known++;
            return;
        }
        group.count++;
        if (group.kept.size() < kept) {
            group.kept.add(finding);
        }
    }

    /** Takes findings in their order. */
    public void addAll(List<Finding> findings) {
        findings.forEach(this::add);
    }

    /** Takes all findings of a code back, because another one explains them. */
    public void withdraw(Code code) {
        withdrawn.add(code);
        groups.remove(code.name());
    }

    /** Leaves all findings of a code out, because one of another code says the same; they may be repaired all the same. */
    public void leaveOut(Code code) {
        groups.remove(code.name());
    }

    /** Takes all findings back, because what was looked at is something else. */
    public void withdrawAll() {
        groups.clear();
    }

    /** Whether findings of a code are none after all, although a record by itself looks as if it had one. */
    public boolean isWithdrawn(Code code) {
        return withdrawn.contains(code);
    }

    /** How many there are of a code, those of the baseline not among them. */
    public long count(Code code) {
        Group group = groups.get(code.name());
        return group == null ? 0 : group.count;
    }

    /** How many there are of the codes whose names end so, those of the baseline among them. */
    public long countEndingWith(String suffix) {
        return groups.values().stream()
                .filter(g -> g.code.name().endsWith(suffix))
                .mapToLong(g -> g.count + g.known)
                .sum();
    }

    /** How many there are of a severity. */
    public long count(Severity severity) {
        return groups.values().stream()
                .filter(g -> g.code.severity() == severity)
                .mapToLong(g -> g.count)
                .sum();
    }

    /** How many the baseline knows. */
    public long known() {
        return groups.values().stream().mapToLong(g -> g.known).sum();
    }

    /** The codes that were found, the worst first, then by name. */
    public List<Code> codes() {
        return groups.values().stream()
                .filter(g -> g.count > 0)
                .map(g -> g.code)
                .sorted(Comparator.comparing(Code::severity).reversed().thenComparing(Code::name))
                .toList();
    }

    /** How many findings of each code are counted only, by its name. */
    public Map<String, Long> notListed() {
        Map<String, Long> more = new TreeMap<>();
        groups.forEach((name, group) -> {
            if (group.count > group.kept.size()) {
                more.put(name, group.count - group.kept.size());
            }
        });
        return more;
    }

    /** The first findings of a code, in the order of the file. */
    public List<Finding> of(Code code) {
        Group group = groups.get(code.name());
        return group == null
                ? List.of()
                : group.kept.stream()
                        .sorted(Comparator.<Finding>comparingLong(f -> f.place().line())
                                .thenComparingLong(f -> f.place().column()))
                        .toList();
    }

    /** All findings that were kept, in the order of {@link #codes}. */
    public List<Finding> all() {
        return codes().stream().flatMap(code -> of(code).stream()).toList();
    }

    /** The keys of all findings, those of the baseline too, sorted. */
    public List<String> keys() {
        return groups.values().stream().flatMap(g -> g.keys.stream()).sorted().toList();
    }
}
