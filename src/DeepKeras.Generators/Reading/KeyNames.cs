using System.Text;
using Microsoft.CodeAnalysis;

namespace DeepKeras.Generators.Reading;

/// <summary>Keras's names of C# ones.</summary>
internal static class KeyNames
{
    /// <summary>
    /// <c>useBias</c> to <c>use_bias</c>, <c>ChannelsLast</c> to <c>channels_last</c>, <c>beta1</c> to <c>beta_1</c>; a number stays with a single
    /// letter: <c>l2</c>, <c>l2ShrinkageStrength</c> to <c>l2_shrinkage_strength</c>. Capitals in a row are one word: <c>useEMA</c> to <c>use_ema</c>.
    /// </summary>
    public static string Snake(string name)
    {
        var key = new StringBuilder();
        int word = 0;
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            char before = i == 0 ? '_' : name[i - 1];
            bool starts = i > 0 && (
                (char.IsUpper(c) && (!char.IsUpper(before) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
                || (char.IsDigit(c) && char.IsLetter(before) && word > 1));
            if (starts && before != '_')
            {
                key.Append('_');
                word = 0;
            }

            key.Append(char.ToLowerInvariant(c));
            word = c == '_' ? 0 : word + 1;
        }

        return key.ToString();
    }

    /// <summary>The property of a constructor's parameter: its name with a capital, or <c>Value</c> where that is the class's own name (<c>L1(double l1)</c>).</summary>
    public static string Property(IParameterSymbol parameter) =>
        Property(parameter.Name) is var name && name == parameter.ContainingType?.Name ? "Value" : name;

    /// <summary><c>useBias</c> to <c>UseBias</c>.</summary>
    public static string Property(string parameter) =>
        parameter.Length == 0 ? "" : char.ToUpperInvariant(parameter[0]) + parameter.Substring(1);
}
