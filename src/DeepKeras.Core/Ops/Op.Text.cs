namespace DeepKeras.Operations;

/// <summary>An operation on text, or one that looks things up. Exporters write them as TensorFlow's own operations.</summary>
internal abstract record TextOp : HostOp
{
    public sealed override HostArray[] Compute(HostArray[] x) => [TextComputation.Compute(this, x)];
}

/// <summary>What is taken off a text before it is split.</summary>
internal enum TextCleaning
{
    None, Lower, StripPunctuation, LowerAndStripPunctuation,
}

/// <summary>Where a text is split.</summary>
internal enum TextSplitting
{
    None, Whitespace, Character,
}

/// <summary>Whole numbers as decimal text: TensorFlow's AsString.</summary>
internal sealed record TextOf : TextOp
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.TextOf(x[0]);
}

/// <summary>
/// A bucket, int64, for each text: FarmHash's 64-bit fingerprint (TensorFlow's StringToHashBucketFast) or, with a key, SipHash-2-4
/// (StringToHashBucketStrong), modulo <see cref="Buckets"/>.
/// </summary>
internal sealed record TextHash(long Buckets, (ulong, ulong)? Key) : TextOp
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.TextHash(x[0], this);
}

/// <summary>
/// One bucket, int64, for what texts and int64 numbers in the same place say together: TensorFlow's SparseCross of dense columns, hashed with
/// its default key.
/// </summary>
internal sealed record CrossedHash(long Buckets) : TextOp
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.CrossedHash(x, Buckets);
}

/// <summary>
/// Tokens of texts, (batch, tokens), short rows filled up with "": cleaned (ASCII letters alone become lower case), split, made n-grams of the
/// given widths joined by a space, and cut or filled to <see cref="Length"/> where it is not <see cref="Shape.Unknown"/>. Splitting takes
/// (batch) or (batch, 1); without it the last axis holds the tokens already.
/// </summary>
internal sealed record TextTokens(TextCleaning Cleaning, TextSplitting Splitting, AxisList NGrams, int Length) : TextOp
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.TextTokens(x[0], this);
}

/// <summary>The table's value for each key, text or int64: TensorFlow's LookupTableFind.</summary>
internal sealed record TableLookup(LookupTable Table) : TextOp
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.TableLookup(x[0], Table);
}

/// <summary>The second tensor, where every element of the first, of truth values, is true; else an error of this message.</summary>
internal sealed record Required(string Message) : TextOp
{
    public override void Apply<T>(IOps<T> ops, ReadOnlySpan<T> x, Span<T> y) => y[0] = ops.Required(x[0], x[1], Message);
}
