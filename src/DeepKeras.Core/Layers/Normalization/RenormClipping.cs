using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>Bounds of batch renormalization's correction.</summary>
/// <param name="RMin">The least factor; null: no bound.</param>
/// <param name="RMax">The largest factor; null: no bound.</param>
/// <param name="DMax">The largest shift to either side; null: no bound.</param>
public sealed record RenormClipping(double? RMin = null, double? RMax = null, double? DMax = null) : IConfigValue<RenormClipping>
{
    /// <inheritdoc/>
    public void Write(ConfigValueWriter writer) => writer.WriteObject(config =>
    {
        foreach ((string key, double? bound) in new[] { ("rmin", RMin), ("rmax", RMax), ("dmax", DMax) })
        {
            if (bound is double number)
            {
                config.Key(key).Write(number);
            }
        }
    });

    /// <inheritdoc/>
    public static RenormClipping Read(ConfigValue value)
    {
        ConfigReader reader = value.AsObject();
        var read = new RenormClipping(Bound("rmin"), Bound("rmax"), Bound("dmax"));
        reader.RefuseUnknownKeys();
        return read.RMax < read.RMin || read.DMax < 0 ? throw value.Expected("rmin at most rmax, and dmax at least 0") : read;

        double? Bound(string key) => reader.TryTake(key, out ConfigValue bound) && !bound.IsNull ? bound.AsDouble() : null;
    }
}
