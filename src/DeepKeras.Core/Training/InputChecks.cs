using System.Numerics.Tensors;
using DeepKeras.Data;

namespace DeepKeras.Training;

/// <summary>What is suspicious about data, but no error.</summary>
internal static class InputChecks
{
    /// <summary>One NaN makes every weight NaN in a step or two; the place says where to look.</summary>
    public static void WarnOfNaN(Model model, TrainingData data)
    {
        for (int i = 0; i < data.X.Count; i++)
        {
            HostArray array = data.X[i].Array;

            // A sum is NaN where an element is, or where infinities of both signs meet.
            if (array.Type == DType.Float32 && float.IsNaN(TensorPrimitives.Sum<float>(array.As<float>())) && FirstNaN(array.As<float>()) is int at and >= 0)
            {
                long width = Math.Max(1, array.Elements / array.Shape[0]);
                Keras.Warn($"{model.Path}: input {i} has NaN in row {at / width}; the weights will become NaN.");
            }
        }
    }

    private static int FirstNaN(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
