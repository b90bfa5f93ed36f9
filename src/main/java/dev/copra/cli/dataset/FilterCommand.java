package dev.copra.cli.dataset;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.Rewrite;
import dev.copra.cli.option.RewriteOptions;
import dev.copra.coco.DocumentKind;
import dev.copra.dataset.select.AnnotationConditions;
import dev.copra.dataset.select.CategoryChoice;
import dev.copra.dataset.select.Filter;
import dev.copra.dataset.select.ImageConditions;
import dev.copra.dataset.select.NumberRange;
import dev.copra.dataset.select.RecordCondition;
import dev.copra.dataset.select.RecordCopy;
import dev.copra.dataset.select.RecordExpression;
import dev.copra.dataset.select.Survey;
import dev.copra.report.dataset.SelectionReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code copra filter}: some annotations and images of a file. */
@Command(
        name = "filter",
        description = {
            "Keep the annotations and images that meet all conditions; leave out the others.",
            "What stays keeps its bytes, its ids and its order."
        },
        addMethodSubcommands = false)
public final class FilterCommand implements Callable<Integer> {
    private static final String WITHOUT = " Default: all.";

    @Mixin
    private RewriteOptions options;

    @Option(
            names = "--category",
            paramLabel = "LIST",
            description = "Annotations of these categories, see below." + WITHOUT)
    private List<String> categories;

    @Option(
            names = "--area",
            paramLabel = "RANGE",
            description = "Annotations of so many square pixels: member area, or else the box's." + WITHOUT)
    private String area;

    @Option(
            names = "--box-area",
            paramLabel = "RANGE",
            description = "Annotations whose box has so many square pixels." + WITHOUT)
    private String boxArea;

    @Option(
            names = "--side",
            paramLabel = "RANGE",
            description = "Annotations of which both sides of the box have so many pixels." + WITHOUT)
    private String side;

    @Option(
            names = "--aspect",
            paramLabel = "RANGE",
            description = "Annotations whose box has this width divided by height." + WITHOUT)
    private String aspect;

    @Option(names = "--score", paramLabel = "RANGE", description = "Annotations with such a score." + WITHOUT)
    private String score;

    /** What is asked of a flag. */
    enum Answer {
        YES,
        NO
    }

    @Option(
            names = "--crowd",
            paramLabel = "ANSWER",
            description = "yes: only crowds; no: only annotations that are no crowd." + WITHOUT)
    private Answer crowd;

    @Option(
            names = "--segmentation",
            split = ",",
            paramLabel = "KIND",
            description = "Annotations whose mask is missing, polygon or rle (with commas: one of them)." + WITHOUT)
    private List<AnnotationConditions.Mask> masks;

    @Option(
            names = "--where",
            paramLabel = "EXPRESSION",
            description = "Annotations for which an expression over their members is true, see below." + WITHOUT)
    private List<String> expressions = List.of();

    @Option(
            names = "--has",
            paramLabel = "LIST",
            description =
                    "Images with an annotation of one of these categories; several --has must all be met." + WITHOUT)
    private List<String> has = List.of();

    @Option(
            names = "--image",
            paramLabel = "LIST",
            description = "Images with these ids or file names; * and ? stand for characters." + WITHOUT)
    private List<String> images;

    @Option(
            names = "--image-size",
            paramLabel = "RANGE",
            description = "Images of which both sides have so many pixels; or for each side, as 640x480.." + WITHOUT)
    private String imageSize;

    @Option(
            names = "--annotations",
            paramLabel = "RANGE",
            description = "Images with so many annotations that meet the conditions on annotations." + WITHOUT)
    private String perImage;

    @Option(names = "--invert", description = "Keep exactly the annotations that would be left out.")
    private boolean invert;

    @Option(names = "--drop-empty", description = "Leave out images that are left without annotations.")
    private boolean dropEmpty;

    @Option(names = "--drop-unused", description = "Leave out categories that are left without annotations.")
    private boolean dropUnused;

    @Mixin
    private CopyOptions copies;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        List<RecordExpression> where = new ArrayList<>();
        for (String expression : expressions) {
            where.add(ListOption.of("--where", () -> RecordExpression.parse(expression)));
        }
        ImageConditions image = imageConditions();
        Filter filter = filter(where, image);
        copies.check();
        Rewrite rewrite = new Rewrite(options, common);
        rewrite.spool();
        Survey survey = filter.survey(rewrite.problems());
        rewrite.survey(survey);
        check(filter, image, survey, rewrite);
        Filter.Outcome outcome = apply(filter, survey);
        where.forEach(expression -> expression
                .unseen()
                .forEach(member -> rewrite.messages().note("--where: no annotation has a member '" + member + "'")));
        image.unseen().forEach(name -> rewrite.messages().note("--image: there is no image '" + name + "'"));
        int code = copies.run(rewrite, files -> new RecordCopy(survey, outcome.staying(), files));
        rewrite.printSummary(SelectionReport.of(filter, outcome, survey, rewrite.problems()));
        return code;
    }

    private Filter filter(List<RecordExpression> where, ImageConditions image) throws IOException {
        List<RecordCondition> conditions = new ArrayList<>();
        add(conditions, "--area", area, AnnotationConditions::area);
        add(conditions, "--box-area", boxArea, AnnotationConditions::boxArea);
        add(conditions, "--side", side, AnnotationConditions::side);
        add(conditions, "--aspect", aspect, AnnotationConditions::aspect);
        add(conditions, "--score", score, AnnotationConditions::score);
        if (crowd != null) {
            conditions.add(AnnotationConditions.crowd(crowd == Answer.YES));
        }
        if (masks != null && !masks.isEmpty()) {
            conditions.add(AnnotationConditions.mask(EnumSet.copyOf(masks)));
        }
        conditions.addAll(where);
        List<CategoryChoice> all = new ArrayList<>();
        for (String one : has) {
            all.add(new CategoryChoice(ListOption.expand(List.of(one))));
        }
        return new Filter(
                conditions,
                categories == null ? null : new CategoryChoice(ListOption.expand(categories)),
                image,
                all,
                perImage == null ? null : range("--annotations", perImage),
                invert,
                dropEmpty,
                dropUnused);
    }

    private ImageConditions imageConditions() throws IOException {
        List<String> names = ListOption.expand(images);
        return ListOption.of("--image-size", () -> ImageConditions.of(names, imageSize));
    }

    private static void add(
            List<RecordCondition> conditions, String option, String text, Function<NumberRange, RecordCondition> of)
            throws IOException {
        if (text != null) {
            conditions.add(of.apply(range(option, text)));
        }
    }

    private static NumberRange range(String option, String text) throws IOException {
        return ListOption.of(option, () -> NumberRange.parse(text));
    }

    private static void check(Filter filter, ImageConditions image, Survey survey, Rewrite rewrite) {
        String file = rewrite.input().name();
        if (survey.isPanoptic() && filter.choosesAnnotations()) {
            throw new CommandException(
                    file + " is a panoptic file, where an annotation is a whole image with its PNG file;"
                            + " choose images with --has, --image or --image-size");
        }
        if (image.needRecords() && survey.kind() != DocumentKind.DATASET && !survey.knowsImages()) {
            throw new CommandException(file + " has no list of images; name a file that has it with --image-list");
        }
        if (survey.categories().countsInstances()) {
            rewrite.messages()
                    .note(file + ": image_count, instance_count and frequency of the categories stay as they are,"
                            + " and are those of " + file);
        }
    }

    private static Filter.Outcome apply(Filter filter, Survey survey) {
        try {
            return filter.apply(survey);
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    e.getMessage()
                            + (survey.categories().declaresAny()
                                    ? ""
                                    : ", or name a file that has the categories with --image-list"),
                    e);
        }
    }
}
