using DeepKeras.Saving;

namespace DeepKeras;

/// <summary>A text or a whole number, where Keras takes either.</summary>
public sealed class TextOrNumber : IConfigValue<TextOrNumber>
{
    private TextOrNumber(string? text, long number) => (Text, Number) = (text, number);

    /// <summary>The text; null: it is a number.</summary>
    public string? Text { get; }

    /// <summary>The number, where it is no text.</summary>
    public long Number { get; }

    /// <summary>A text.</summary>
    public static implicit operator TextOrNumber(string text) => new(text, 0);

    /// <summary>A number.</summary>
    public static implicit operator TextOrNumber(long number) => new(null, number);

    /// <inheritdoc/>
    public void Write(ConfigValueWriter writer)
    {
        if (Text is null)
        {
            writer.Write(Number);
        }
        else
        {
            writer.Write(Text);
        }
    }

    /// <inheritdoc/>
    public static TextOrNumber Read(ConfigValue value) => value.IsString ? value.AsString() : value.AsLong();

    /// <inheritdoc/>
    public override string ToString() => Text ?? $"{Number}";
}
