using DeepKeras.Data;

namespace DeepKeras.Comparisons.Preprocessing;

/// <summary>
/// Turns columns of numbers and categories into a matrix of floats. Medians, means, deviations and categories come from
/// the rows it is fitted on, and only from them. Text columns are left out: see <see cref="CharacterNGrams"/> and <see cref="CharacterIds"/>.
/// </summary>
/// <remarks>
/// Numbers: NaN becomes the median, then the column is standardised with the population deviation (a constant column becomes 0).
/// Categories: one column for each one seen, in ordinal order; a missing value becomes the commonest category; an unseen one
/// is all zeros, or <c>(other)</c> where there is such a column. A column with nothing but missing values is left out.
/// </remarks>
public sealed class TableEncoder
{
    private readonly ColumnCode[] codes;

    internal TableEncoder(ColumnCode[] codes)
    {
        this.codes = codes;
        FeatureNames = [.. codes.SelectMany(code => code.Names)];
    }

    /// <summary>How each column that is not left out is written.</summary>
    internal IReadOnlyList<ColumnCode> Codes => codes;

    /// <summary>The number of floats in an encoded row.</summary>
    public int Width => FeatureNames.Count;

    /// <summary>A name for each encoded column, such as <c>colour=red</c> or <c>age is missing</c>.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Learns medians, means, deviations and categories from the training rows.</summary>
    /// <param name="training">The training rows.</param>
    /// <param name="options">How to encode; null: the defaults.</param>
    /// <exception cref="ArgumentException">No rows, or an infinite value.</exception>
    public static TableEncoder Fit(Dataset training, TableEncoderOptions? options = null)
    {
        options ??= new TableEncoderOptions();
        if (training.Rows == 0)
        {
            throw new ArgumentException($"data set \"{training.Name}\": no rows to fit the encoder on.", nameof(training));
        }

        var codes = new List<ColumnCode>();
        for (int i = 0; i < training.Features.Count; i++)
        {
            Column column = training.Features[i];
            ColumnCode? code = column.Kind switch
            {
                ColumnKind.Number => NumberCode.Fit(i, column, options),
                ColumnKind.Category => CategoryCode.Fit(i, column, options),
                _ => null,
            };
            if (code is not null)
            {
                codes.Add(code);
            }
        }

        return new TableEncoder([.. codes]);
    }

    /// <summary>Encodes rows with what was learnt from the training rows.</summary>
    /// <param name="rows">Rows with the same columns.</param>
    /// <returns>Row-major, <c>(rows, Width)</c>.</returns>
    /// <exception cref="ArgumentException">An infinite value.</exception>
    public float[] Transform(Dataset rows)
    {
        int width = Width;
        var encoded = new float[rows.Rows * width];
        int offset = 0;
        foreach (ColumnCode code in codes)
        {
            code.Write(rows.Features[code.Column], encoded, offset, width);
            offset += code.Names.Count;
        }

        return encoded;
    }
}
