using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using DeepKeras.Comparisons.Deep;
using DeepKeras.Comparisons.Folds;
using DeepKeras.Comparisons.Learners;
using DeepKeras.Comparisons.Scores;
using DeepKeras.Data;

namespace DeepKeras.Comparisons;

/// <summary>SHA-256 over data and plan: two runs with one print fit the same learners on the same rows with the same seeds.</summary>
internal static class PlanPrint
{
    /// <summary>Of every value of a data set, its columns' names and kinds, its classes, groups and order.</summary>
    public static string Of(Dataset data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, data.TargetName);
        Add(hash, data.Task.ToString());
        Add(hash, data.TimeOrdered ? "in order" : "");
        foreach (Column column in data.Features)
        {
            Add(hash, column.Name);
            Add(hash, column.Kind.ToString());
            if (column.Kind == ColumnKind.Number)
            {
                hash.AppendData(MemoryMarshal.AsBytes(column.Numbers));
                continue;
            }

            foreach (string? text in column.Strings)
            {
                Add(hash, text);
            }
        }

        foreach (string name in data.Classes)
        {
            Add(hash, name);
        }

        hash.AppendData(data.Task == LearningTask.Regression ? MemoryMarshal.AsBytes(data.Targets) : MemoryMarshal.AsBytes(data.Labels));
        hash.AppendData(MemoryMarshal.AsBytes((data.Groups?.ToArray() ?? []).AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Of a whole comparison.</summary>
    public static string Of(Dataset data, FoldPlan plan, Score score, IReadOnlyList<ILearner> learners)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Of(data));
        Add(hash, score.Name);
        Add(hash, plan.SeedRepeats.ToString(CultureInfo.InvariantCulture));
        hash.AppendData(MemoryMarshal.AsBytes(plan.Seeds.ToArray().AsSpan()));
        foreach (Fold fold in plan.Folds)
        {
            hash.AppendData(MemoryMarshal.AsBytes(fold.Train.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(fold.Test.AsSpan()));
        }

        foreach (ILearner learner in learners)
        {
            Add(hash, learner.Name);
            Add(hash, learner.Kind.ToString());
            Add(hash, learner.Settings);
            Add(hash, Layers(learner, data));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // A model given as a function says nothing of its layers but by being built.
    private static string Layers(ILearner learner, Dataset data)
    {
        if (learner is not DeepLearner deep)
        {
            return "";
        }

        try
        {
            using Model model = deep.Build(data);
            return string.Join(';', model.Layers.Select(layer => $"{layer.ClassName} {layer.ParameterCount}"));
        }
        catch (Exception e) when (e is ArgumentException or ShapeException)
        {
            return e.Message;
        }
    }

    private static void Add(IncrementalHash hash, string? text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text ?? "\0");
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
