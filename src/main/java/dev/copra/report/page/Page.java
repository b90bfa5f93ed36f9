package dev.copra.report.page;

import java.util.List;

/**
 * A page.
 *
 * @param title of the window and of the page
 * @param subtitle what it is of, in one line
 * @param sections in their order
 * @param live whether a server gives the images, and the other sections when they are asked for
 */
public record Page(String title, String subtitle, List<Section> sections, boolean live) {
    /** Keeps a copy of the sections. */
    public Page {
        sections = List.copyOf(sections);
    }

    /** A part of a page, which the navigation names. @param id within the page @param intro one or two sentences, or empty */
    public record Section(String id, String title, String intro, List<Block> blocks) {
        /** Keeps a copy of the blocks. */
        public Section {
            blocks = List.copyOf(blocks);
        }
    }

    /** All charts, by the ids of their places. */
    public List<Block.Chart> charts() {
        return charts(sections);
    }

    static List<Block.Chart> charts(List<Section> sections) {
        return sections.stream()
                .flatMap(section -> section.blocks().stream())
                .flatMap(block ->
                        block instanceof Block.Charts charts ? charts.charts().stream() : java.util.stream.Stream.of())
                .toList();
    }
}
