package dev.copra.model.prompt;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.mask.Box;
import dev.copra.model.contract.BoxModel;
import dev.copra.model.contract.EncoderFile;
import dev.copra.model.contract.Opening;
import dev.copra.model.contract.Prompt;
import dev.copra.model.frame.MaskMap;
import dev.copra.model.frame.Placement;
import dev.copra.model.frame.Sizing;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Port;
import dev.copra.model.graph.Session;
import dev.copra.model.setting.ImageInput;
import dev.copra.model.setting.Settings;
import dev.copra.model.setting.Signature;
import dev.copra.model.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A promptable model: the encoder looks at the image once, then the decoder answers for its boxes, as many in a run as the
 * export allows.
 */
final class PromptModel implements BoxModel {
    private static final String LOW_RESOLUTION = "low_res_masks";

    private final ImageSide encoder;
    private final Session decoder;
    private final PromptContract contract;
    private final Settings settings;
    private final Sizing frame;
    /** All outputs but the small masks that are there to be given back as prompts. */
    private final Set<String> wanted;
    /** How many boxes are told in a run. */
    private volatile int most;

    /** @param frame how an image gets the size in which the decoder is asked */
    PromptModel(ImageSide encoder, Session decoder, PromptContract contract, Settings settings, Sizing frame) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.contract = contract;
        this.settings = settings;
        this.frame = frame;
        most = contract.batch().most();
        wanted = new LinkedHashSet<>(decoder.outputs().keySet());
        if (wanted.contains(Candidates.MASKS) && !LOW_RESOLUTION.equals(settings.output())) {
            wanted.remove(LOW_RESOLUTION);
        }
    }

    /**
     * Opens a decoder with its encoder. Settings of the image's preparation are the encoder's, in the file beside it and among
     * the overrides.
     *
     * @param presets the settings of the family's encoders
     * @throws ModelException if the encoder cannot be opened, or is one of another model
     */
    static PromptModel open(Opening opening, PromptContract contract, Function<Signature, Settings> presets)
            throws ModelException {
        Session opened = opening.encoder().open();
        try {
            Signature encoder = Signature.of(opened);
            Settings prepared = ImageInput.laidOut(presets.apply(encoder), encoder)
                    .with(opening.encoder().stated());
            List<Port> features = opening.session().inputs().values().stream()
                    .filter(input -> !contract.isPrompt(input))
                    .toList();
            Encoder fresh = new Encoder(opened, prepared, features);
            Sizing frame = prepared.frame() > 0
                    ? prepared.sizing().ofSide(prepared.frame())
                    : contract.frame(prepared.sizing(), grid(features, encoder));
            return new PromptModel(
                    kept(fresh, prepared, opening), opening.session(), contract, opening.settings(), frame);
        } catch (ModelException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** How many cells the embedding has on a side, by the decoder or else the encoder; 0 if neither tells. */
    private static int grid(List<Port> features, Signature encoder) {
        return features.stream()
                .filter(ImageEncoder::isEmbedding)
                .findFirst()
                .or(() -> encoder.output(ImageEncoder::isEmbedding))
                .map(port -> (int) port.dim(2))
                .orElse(0);
    }

    private static ImageSide kept(Encoder fresh, Settings prepared, Opening opening) throws ModelException {
        EncoderFile file = opening.encoder();
        if (file.embeddings() == null) {
            return fresh;
        }
        String identity = file.identity() + prepared.toMap();
        return new KeptEncoder(fresh, new Embeddings(file.embeddings()), identity, opening.notes());
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public List<MaskMap> masks(Planar<GrayU8> rgb, List<Prompt> prompts) throws ModelException {
        Map<String, Tensor> features = encoder.encode(rgb, encoder.place(rgb.height, rgb.width));
        try {
            return masks(features, frame.place(rgb.height, rgb.width), prompts);
        } finally {
            encoder.release(features);
        }
    }

    private List<MaskMap> masks(Map<String, Tensor> features, Placement image, List<Prompt> prompts)
            throws ModelException {
        List<Box> boxes = prompts.stream().map(Prompt::box).toList();
        List<MaskMap> answers = new ArrayList<>(boxes.size());
        while (answers.size() < boxes.size()) {
            int from = answers.size();
            List<Box> some = boxes.subList(from, Math.min(boxes.size(), from + most));
            try {
                answers.addAll(answers(features, image, some));
            } catch (ModelException e) {
                if (some.size() == 1 || contract.batch().exact()) {
                    throw e;
                }
                // some exports leave the number of boxes open, and their graph takes one
                most = 1;
            }
        }
        return answers;
    }

    private List<MaskMap> answers(Map<String, Tensor> features, Placement image, List<Box> boxes)
            throws ModelException {
        PromptContract.Batch batch = contract.batch();
        Map<String, Tensor> feed = new LinkedHashMap<>(features);
        feed.putAll(contract.ask(image, batch.exact() ? filled(boxes, batch.most()) : boxes));
        return contract.answer(run(feed), image, boxes);
    }

    /** As many boxes as the export was made for; what is said of the last one again is not read. */
    private static List<Box> filled(List<Box> boxes, int count) {
        List<Box> filled = new ArrayList<>(boxes);
        filled.addAll(Collections.nCopies(count - boxes.size(), boxes.get(boxes.size() - 1)));
        return filled;
    }

    /** The decoder's outputs; the one that was stated to be the masks under that name. */
    private Map<String, Tensor> run(Map<String, Tensor> feed) throws ModelException {
        Map<String, Tensor> outputs = decoder.run(feed, wanted);
        if (settings.output() != null) {
            Tensor masks = outputs.get(settings.output());
            if (masks == null) {
                throw new ModelException(decoder.name() + ": there is no output '" + settings.output() + "'; there are "
                        + String.join(", ", outputs.keySet()));
            }
            outputs.put(Candidates.MASKS, masks);
        }
        return outputs;
    }

    @Override
    public void close() {
        encoder.close();
        decoder.close();
    }
}
