using System.Text;
using System.Text.RegularExpressions;

namespace DeepKeras.Saving;

/// <summary>Keras's snake case of class names: also the names of groups in weight files, and what layers are named by default.</summary>
internal static partial class KerasNames
{
    /// <summary><c>MaxPooling2D</c> to <c>max_pooling2d</c>, <c>PReLU</c> to <c>p_re_lu</c>, <c>LSTM</c> to <c>lstm</c>.</summary>
    /// <param name="className">The class name.</param>
    public static string SnakeCase(string className)
    {
        // Keras takes the Python class's name; this one is published under another.
        string words = className == "GroupQueryAttention" ? "GroupedQueryAttention" : NonWord().Replace(className, "");
        words = WordStart().Replace(words, "$1_$2");
        return LowerUpper().Replace(words, "$1_$2").ToLowerInvariant();
    }

    /// <summary><c>LearningRateSchedule</c> to <c>learning rate schedule</c>, for messages.</summary>
    /// <param name="className">The class name.</param>
    public static string Words(string className)
    {
        var words = new StringBuilder();
        foreach (char c in className)
        {
            if (char.IsUpper(c) && words.Length > 0)
            {
                words.Append(' ');
            }

            words.Append(char.ToLowerInvariant(c));
        }

        return words.ToString();
    }

    [GeneratedRegex(@"\W+")]
    private static partial Regex NonWord();

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex WordStart();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex LowerUpper();
}
