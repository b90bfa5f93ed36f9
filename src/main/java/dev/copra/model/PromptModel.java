package dev.copra.model;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import dev.copra.mask.Box;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A promptable model: the encoder looks at the image once, then the decoder answers for its boxes, as many in a run as the
 * export allows.
 */
final class PromptModel implements BoxModel {
    private final ImageSide encoder;
    private final Session decoder;
    private final PromptContract contract;
    private final Settings settings;
    /** All outputs but the small masks that are there to be given back as prompts. */
    private final Set<String> wanted;

    PromptModel(ImageSide encoder, Session decoder, PromptContract contract, Settings settings) {
        this.encoder = encoder;
        this.decoder = decoder;
        this.contract = contract;
        this.settings = settings;
        wanted = new LinkedHashSet<>(decoder.outputs().keySet());
        wanted.remove("low_res_masks");
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public List<MaskMap> masks(Planar<GrayU8> rgb, List<Prompt> prompts) throws ModelException {
        Placement placement = encoder.place(rgb.height, rgb.width);
        Map<String, Tensor> features = encoder.encode(rgb, placement);
        try {
            return masks(features, placement, prompts);
        } finally {
            encoder.release(features);
        }
    }

    private List<MaskMap> masks(Map<String, Tensor> features, Placement placement, List<Prompt> prompts)
            throws ModelException {
        List<Box> boxes = prompts.stream().map(Prompt::box).toList();
        List<MaskMap> answers = new ArrayList<>(boxes.size());
        for (int from = 0; from < boxes.size(); from += contract.boxesARun()) {
            List<Box> some = boxes.subList(from, Math.min(boxes.size(), from + contract.boxesARun()));
            Map<String, Tensor> feed = new LinkedHashMap<>(features);
            feed.putAll(contract.ask(placement, some));
            answers.addAll(contract.answer(run(feed), placement, some));
        }
        return answers;
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
            outputs.put("masks", masks);
        }
        return outputs;
    }

    @Override
    public void close() {
        encoder.close();
        decoder.close();
    }
}
