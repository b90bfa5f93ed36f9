package dev.copra.model.contract;

import dev.copra.model.graph.Session;
import dev.copra.model.setting.Settings;
import dev.copra.model.setting.Signature;
import java.util.function.Consumer;

/**
 * What a family gets to open a model with.
 *
 * @param session the model, to be closed by what is opened
 * @param signature the model's
 * @param settings how it is used
 * @param encoder the image encoder beside a decoder; null for models of other roles
 * @param notes told of what the user should know and what does not end the run, from several threads
 */
public record Opening(
        Session session, Signature signature, Settings settings, EncoderFile encoder, Consumer<String> notes) {}
