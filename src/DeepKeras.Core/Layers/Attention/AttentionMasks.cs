namespace DeepKeras.Layers;

/// <summary>Which queries see which values: what the attention layers share. A mask is bool, and broadcasts to (batch, queries, values).</summary>
internal static class AttentionMasks
{
    public static Tensor And(Tensor? a, Tensor b) => a is null ? b : Ops.LogicalAnd(a, b);

    /// <summary>No query sees a later value.</summary>
    /// <param name="scores">Gives the numbers of queries and values: its last two axes.</param>
    public static Tensor Causal(Tensor scores) => Ops.GreaterEqual(Ops.ExpandDims(Ops.Positions(scores, -2), -1), Ops.Positions(scores, -1));

    /// <summary>The same for a query of (batch, queries, …) and a value of (batch, values, …).</summary>
    public static Tensor Causal(Tensor query, Tensor value) => Ops.GreaterEqual(Ops.ExpandDims(Ops.Positions(query, 1), -1), Ops.Positions(value, 1));

    /// <summary>A query sees the values less than <paramref name="window"/> places away.</summary>
    public static Tensor Window(Tensor query, Tensor value, int window) =>
        Ops.Less(Ops.Abs(Ops.Subtract(Ops.ExpandDims(Ops.Positions(query, 1), -1), Ops.Positions(value, 1))), window);

    /// <summary>The masks of the call and of its operands joined by "and"; null: every query sees every value.</summary>
    /// <param name="query">The queries.</param>
    /// <param name="value">The values.</param>
    /// <param name="context">The call.</param>
    /// <param name="queryMask">Which queries count; null: all.</param>
    /// <param name="slidingWindow">How near values must be; null: no matter.</param>
    public static Tensor? Of(Tensor query, Tensor value, CallContext context, Tensor? queryMask, int? slidingWindow)
    {
        Tensor? counts = null;
        if (queryMask is not null)
        {
            counts = Ops.ExpandDims(Ops.Cast(queryMask, DType.Bool), -1);
        }

        if ((context.Argument("value_mask") ?? context.Mask(1)) is { } valueMask)
        {
            counts = And(counts, Ops.ExpandDims(Ops.Cast(valueMask, DType.Bool), -2));
        }

        if ((context.Argument("key_mask") ?? context.Mask(2)) is { } keyMask)
        {
            counts = And(counts, Ops.ExpandDims(Ops.Cast(keyMask, DType.Bool), -2));
        }

        if (context.TryArgument("use_causal_mask", out bool causal) && causal)
        {
            counts = And(counts, Causal(query, value));
        }

        if (slidingWindow is int window)
        {
            counts = And(counts, Window(query, value, window));
        }

        return context.Argument("attention_mask") is { } given ? And(counts, Ops.Cast(given, DType.Bool)) : counts;
    }

    /// <summary>Whether what <see cref="Of"/> joins is the causal mask alone, with which every query sees the first value.</summary>
    public static bool IsCausalAlone(CallContext context, int? slidingWindow) =>
        slidingWindow is null && Enumerable.Range(0, 3).All(operand => context.Mask(operand) is null)
        && new[] { "query_mask", "value_mask", "key_mask", "attention_mask" }.All(name => context.Argument(name) is null);
}
