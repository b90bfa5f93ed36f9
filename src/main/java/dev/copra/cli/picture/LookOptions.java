package dev.copra.cli.picture;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.option.Within;
import dev.copra.draw.PanelView;
import dev.copra.draw.RenderOptions;
import dev.copra.draw.overlay.OverlayStyle;
import dev.copra.image.PictureWriter;
import java.util.List;
import picocli.CommandLine.Option;

/** What pictures look like, as options. */
final class LookOptions {
    /** What sets the colour of an annotation. */
    private enum ColorBy {
        CATEGORY,
        INSTANCE
    }

    @Option(
            names = "--style",
            paramLabel = "STYLE",
            description =
                    "fill (default), a tint with a line around; outline, the line alone; blackout, objects are black;"
                            + " cutout, nothing but the objects.")
    private OverlayStyle style = OverlayStyle.FILL;

    @Option(
            names = "--panels",
            split = ",",
            paramLabel = "PANEL",
            description =
                    "The views of each image: image, boxes, masks, both, objects, which are masks and the boxes of"
                            + " what has no mask (default: objects; on a sheet that is one file boxes,masks; with --compare"
                            + " image).")
    private List<PanelView> panels;

    @Option(
            names = "--labels",
            negatable = true,
            fallbackValue = "true",
            description = "Write categories and scores where there is room, or do not (default: do).")
    private boolean labels = true;

    @Option(
            names = "--color-by",
            paramLabel = "WHAT",
            description = "category (default), whose colour follows from its name; or instance.")
    private ColorBy colorBy = ColorBy.CATEGORY;

    @Option(
            names = "--match-iou",
            paramLabel = "IOU",
            description = "The least IoU of a truth and a prediction that agree, for --compare, from 0 to 1"
                    + " (default: .5).")
    @Within(above = 0, to = 1)
    private double matchIou = .5;

    @Option(
            names = "--grid",
            paramLabel = "CxR",
            description = "Contact sheets of about C images in each of R rows, such as 4x3 (default: a picture each).")
    private String grid;

    @Option(
            names = "--columns",
            paramLabel = "N",
            description = "Images beside each other on a sheet that is one file (default: ${DEFAULT-VALUE}).")
    @Within(from = 1)
    private int columns = 2;

    @Option(
            names = "--side",
            paramLabel = "PIXELS",
            description = "About the longer side of each panel in pixels (default: the image's own, tiny ones enlarged;"
                    + " 400 on sheets).")
    @Within(from = 1)
    private Integer side;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What a folder's pictures are: png (default), which keeps each pixel, or jpeg.")
    private PictureWriter format = PictureWriter.PNG;

    @Option(
            names = "--steps",
            description =
                    "Show how the strategy level-set finds masks for the boxes, step by step, as a strip of panels.")
    private boolean steps;

    private int gridRows;

    void check(boolean comparing, boolean oneSheet) {
        if (grid != null) {
            if (!grid.matches("[1-9]\\d{0,2}[xX][1-9]\\d{0,2}")) {
                throw new CommandException("--grid " + grid + ": write columns and rows, such as 4x3");
            }
            String[] sides = grid.split("[xX]");
            columns = Integer.parseInt(sides[0]);
            gridRows = oneSheet ? 0 : Integer.parseInt(sides[1]);
        }
        if (steps && comparing) {
            throw new CommandException("--steps and --compare exclude each other");
        }
    }

    double matchIou() {
        return matchIou;
    }

    int columns() {
        return columns;
    }

    /** Rows of each sheet; 0 for no sheets. */
    int rows() {
        return gridRows;
    }

    /** @param file the format of one file with all; null for a folder */
    RenderOptions options(boolean comparing, PictureWriter file) {
        List<PanelView> views = panels;
        if (views == null) {
            views = comparing
                    ? List.of(PanelView.IMAGE)
                    : file != null ? List.of(PanelView.BOXES, PanelView.MASKS) : List.of(PanelView.OBJECTS);
        }
        return new RenderOptions(
                views,
                style,
                labels,
                colorBy == ColorBy.INSTANCE,
                matchIou,
                side == null ? 0 : side,
                file == null ? format : file,
                steps);
    }
}
