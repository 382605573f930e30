using System.ComponentModel;

namespace DeepKeras.Saving;

/// <summary>The names of an enum's members in Keras configs. Generated code makes and uses these.</summary>
/// <typeparam name="T">The enum.</typeparam>
/// <param name="members">Each member and its name, such as <c>channels_last</c>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ConfigEnum<T>(params (T Member, string Name)[] members)
    where T : struct, Enum
{
    /// <summary>Writes the member's name.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="value">The member.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the members.</exception>
    public void Write(ConfigValueWriter writer, T value)
    {
        foreach ((T member, string name) in members)
        {
            if (EqualityComparer<T>.Default.Equals(member, value))
            {
                writer.Write(name);
                return;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, $"expected a member of {typeof(T)}.");
    }

    /// <summary>Reads a member's name; null means <c>none</c> where there is such a member.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ConfigException">It is no member's name.</exception>
    public T Read(ConfigValue value)
    {
        string? given = value.IsNull ? "none" : value.IsString ? value.AsString() : null;
        foreach ((T member, string name) in members)
        {
            if (name == given)
            {
                return member;
            }
        }

        throw value.Expected($"one of {string.Join(", ", members.Select(m => $"\"{m.Name}\""))}");
    }
}
