package dev.copra.validate.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.id.Id;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Place;
import java.util.ArrayList;
import java.util.List;

/** A record under examination and what was found in it so far. */
public final class Subject {
    private final CocoRecord record;
    private final DocumentKind kind;
    private List<Finding> findings = List.of();

    /**
     * A record in which nothing was found yet.
     *
     * @param kind of its document, which says how places are written; null if none is reported
     */
    public Subject(CocoRecord record, DocumentKind kind) {
        this.record = record;
        this.kind = kind;
    }

    /**
     * Reports a finding.
     *
     * @param member the member of the record that it is about, or an empty text
     */
    public void report(Code code, String member, String message) {
        if (findings.isEmpty()) {
            findings = new ArrayList<>(2);
        }
        findings.add(new Finding(code, message, Place.of(record, member, kind)));
    }

    /** The record itself. */
    public CocoRecord record() {
        return record;
    }

    /** What was found so far, in the order in which it was reported. */
    public List<Finding> findings() {
        return findings;
    }

    /** Whether there is a finding of a code. */
    public boolean has(Code code) {
        return findings.stream().anyMatch(f -> f.code() == code);
    }

    /** An id, or none if it is absent or no id. */
    public Id id(String member) {
        try {
            Id id = record.id(member);
            return id.isString() || id.isWhole() ? id : Id.NONE;
        } catch (AnnotationException e) {
            return Id.NONE;
        }
    }

    /** The ids in a list; none if it is no such list. */
    public List<Id> ids(String member) {
        try {
            List<Id> ids = record.ids(member);
            return ids == null ? List.of() : ids;
        } catch (AnnotationException e) {
            return List.of();
        }
    }

    /** A number, in quotes too, or NaN if it is absent, null or none. */
    public double number(String member) {
        try {
            return record.number(member, Double.NaN);
        } catch (AnnotationException e) {
            return Double.NaN;
        }
    }

    /** A list of numbers, in quotes too, or null if it is absent, null or none. */
    public double[] numbers(String member) {
        try {
            return record.numbers(member);
        } catch (AnnotationException e) {
            return null;
        }
    }

    /** The keypoints, flat or as triples, or null if they are absent, null or none. */
    public double[] keypoints() {
        try {
            return record.keypoints();
        } catch (AnnotationException e) {
            return null;
        }
    }

    /** A value as a tree; a missing node if it is absent or cannot be read. */
    public JsonNode tree(String member) {
        try {
            JsonNode tree = record.tree(member);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (AnnotationException e) {
            return MissingNode.getInstance();
        }
    }

    /** Whether a member's value starts as a number does; NaN and Infinity are numbers. */
    public boolean isNumber(String member) {
        char first = record.first(member);
        return first == '-' || first >= '0' && first <= '9' || first == 'N' || first == 'I';
    }

    /** A string, or null if it is absent, null or none. */
    public String text(String member) {
        try {
            return record.text(member);
        } catch (AnnotationException e) {
            return null;
        }
    }
}
