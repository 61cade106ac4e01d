package com.lehnz.embeddings;

import ai.djl.MalformedModelException;
import ai.djl.engine.EngineException;
import ai.djl.huggingface.translator.TextEmbeddingTranslatorFactory;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ModelZoo;
import ai.djl.repository.zoo.ZooModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds, checks and loads a model, and gives it its id. */
final class ModelLoader {
    private ModelLoader() {}

    record Loaded(String id, ZooModel<String, float[]> model) {}

    static Loaded load(EmbedderSettings settings) {
        return switch (ModelSource.of(settings.model())) {
            case ModelSource.Bundled bundled -> {
                prepareEngine(true);
                try (BundledModel copy = BundledModel.unpack()) {
                    yield fromDirectory(BundledModel.NAME, copy.directory(), settings);
                }
            }
            case ModelSource.Directory(Path path) -> {
                prepareEngine(true);
                check(path);
                yield fromDirectory(
                        path.toAbsolutePath().normalize().getFileName().toString(), path, settings);
            }
            case ModelSource.Url source -> {
                prepareEngine(source.isLocal());
                var model = read(criteria(settings).optModelUrls(source.url().toString()), settings.model());
                yield new Loaded(ModelId.of(source.name(), model.getModelPath(), settings), model);
            }
        };
    }

    /**
     * DJL reads these when its engine starts, once per JVM; a value that is already set wins. One thread per call
     * because calls run side by side: threads within a call that wait for each other collapse on a busy machine.
     * Without the optimizer because it compiles again for every new shape of input, which shows as slow outliers.
     */
    private static void prepareEngine(boolean offline) {
        setDefault("ai.djl.offline", Boolean.toString(offline));
        setDefault("OPT_OUT_TRACKING", "true");
        setDefault("ai.djl.pytorch.num_threads", "1");
        setDefault("ai.djl.pytorch.num_interop_threads", "1");
        setDefault("ai.djl.pytorch.graph_optimizer", "false");
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static void check(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ModelException("The embedding model directory %s does not exist.".formatted(directory));
        }
        for (String file : new String[] {"model.pt", "tokenizer.json"}) {
            if (!Files.isRegularFile(directory.resolve(file))) {
                throw new ModelException("The embedding model directory %s has no %s.".formatted(directory, file));
            }
        }
    }

    private static Loaded fromDirectory(String name, Path directory, EmbedderSettings settings) {
        var model = read(criteria(settings).optModelPath(directory).optModelName("model"), directory.toString());
        return new Loaded(ModelId.of(name, directory, settings), model);
    }

    private static Criteria.Builder<String, float[]> criteria(EmbedderSettings settings) {
        var criteria = Criteria.builder()
                .setTypes(String.class, float[].class)
                .optEngine("PyTorch")
                .optTranslatorFactory(new TextEmbeddingTranslatorFactory())
                .optArgument("normalize", "true")
                .optArgument("padding", "true")
                .optArgument("truncation", "true");
        argument(criteria, "pooling", settings.pooling());
        argument(criteria, "maxLength", settings.maxLength());
        return criteria;
    }

    private static void argument(Criteria.Builder<?, ?> criteria, String name, @Nullable Object value) {
        if (value != null) {
            criteria.optArgument(name, value.toString());
        }
    }

    private static ZooModel<String, float[]> read(Criteria.Builder<String, float[]> criteria, String where) {
        try {
            return ModelZoo.loadModel(criteria.build());
        } catch (ModelNotFoundException e) {
            throw new ModelException(
                    "The embedding model %s was not found, or is not cached and there is no network.".formatted(where),
                    e);
        } catch (MalformedModelException | EngineException e) {
            throw new ModelException(
                    "The embedding model %s is not a TorchScript model that DJL can read.".formatted(where), e);
        } catch (IOException e) {
            throw new ModelException("The embedding model %s cannot be read.".formatted(where), e);
        }
    }
}
