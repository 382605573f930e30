using System.Text;
using DeepKeras.Layers;
using DeepKeras.Saving.Hdf5;

namespace DeepKeras.Saving;

/// <summary>What layers keep besides weights, such as vocabularies, to and from a <c>.keras</c> file: <c>assets/</c> with the groups of the weights.</summary>
internal static class ModelAssets
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The files below <c>assets/</c>.</summary>
    public static Dictionary<string, ReadOnlyMemory<byte>> Write(Model model)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>();
        foreach (WeightGroups.Group group in WeightGroups.Of(model))
        {
            foreach ((string name, string text) in (group.Layer as IHasAssets)?.Assets ?? new Dictionary<string, string>())
            {
                files[$"{group.Path}/{name}"] = Strict.GetBytes(text);
            }
        }

        return files;
    }

    /// <summary>Gives the layers what the file has for them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="archive">The file.</param>
    /// <param name="weights">Its weights, among which arrays of layers may be.</param>
    /// <param name="path">The file's name, for messages.</param>
    /// <exception cref="ModelFileException">Something is missing, is not UTF-8, or does not fit.</exception>
    public static void Read(Model model, KerasArchive archive, WeightsFile weights, string path)
    {
        foreach (WeightGroups.Group group in WeightGroups.Of(model))
        {
            if (group.Layer is not IHasAssets layer)
            {
                continue;
            }

            var arrays = new Dictionary<string, HostArray>();
            foreach (string name in layer.Arrays.Keys)
            {
                string place = $"{group.Path}/vars/{name}";
                if (!weights.Datasets.TryGetValue(place, out Hdf5Dataset? dataset))
                {
                    throw new ModelFileException(path, place, "an array", "nothing");
                }

                float[] values = dataset.ToNumbers<float>();
                arrays[name] = HostArray.Of<float>(values, [values.Length]);
            }

            var files = new Dictionary<string, string>();
            foreach (string name in layer.Assets.Keys)
            {
                string entry = $"{KerasArchive.AssetsPrefix}{group.Path}/{name}";
                if (!archive.Contains(entry))
                {
                    throw new ModelFileException(path, entry, "a file of lines", "nothing");
                }

                try
                {
                    files[name] = Strict.GetString(archive.ReadBytes(entry));
                }
                catch (DecoderFallbackException e)
                {
                    throw new ModelFileException(path, entry, "text in UTF-8", e.Message);
                }
            }

            try
            {
                layer.Load(files, arrays);
            }
            catch (ArgumentException e)
            {
                throw new ModelFileException(path, $"{KerasArchive.AssetsPrefix}{group.Path}", "what fits the layer", e.Message);
            }
        }
    }
}
