using DeepKeras.Saving;

namespace DeepKeras.Initializers;

/// <summary>One number everywhere, or an array that is broadcast to the weight. After <c>keras.initializers.Constant</c>.</summary>
/// <param name="value">The number or array: <c>new Constant(0.5)</c>, <c>new Constant(new[] { 1.0, 2.0 })</c>.</param>
public sealed partial class Constant([Default(0.0)] ConstantValue? value = null) : Initializer
{
    /// <exception cref="ShapeException">The array does not broadcast to the weight's shape.</exception>
    internal override void Fill(HostArray array, ulong seed)
    {
        if (!Shape.Broadcast(Value.Shape, array.Shape).Equals(array.Shape))
        {
            throw new ShapeException($"the constant of shape {Value.Shape} does not broadcast to a weight of shape {array.Shape}.");
        }

        if (Value.Numbers.Length == 1)
        {
            array.Fill(Value.Numbers[0]);
            return;
        }

        for (long i = 0; i < array.Elements; i++)
        {
            array[i] = Value.Numbers[PlaceOf(i, array.Shape)];
        }
    }

    /// <summary>Where the weight's i-th element comes from.</summary>
    private long PlaceOf(long i, Shape shape)
    {
        long place = 0;
        long stride = 1;
        for (int back = 1; back <= Value.Shape.Rank; back++)
        {
            int size = Value.Shape[^back];
            place += size == 1 ? 0 : i % shape[^back] * stride;
            i /= shape[^back];
            stride *= size;
        }

        return place;
    }
}
