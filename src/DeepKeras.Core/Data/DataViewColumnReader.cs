using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepKeras.Data;

/// <summary>Copies one column of a data view, value by value, into the builders that CSV columns use.</summary>
internal sealed class DataViewColumnReader
{
    private readonly Action<int> append;

    public DataViewColumnReader(DataViewRowCursor cursor, DataViewSchema.Column column, string file, CsvOptions options)
    {
        bool required = column.Name == options.Target || column.Name == options.GroupColumn || column.Name == options.TimeColumn;
        if (column.Type is VectorDataViewType vector && !required)
        {
            append = Vector(cursor, column, vector, file, options);
            return;
        }

        bool group = column.Name == options.GroupColumn;
        DataViewType type = column.Type;
        bool strings = type is TextDataViewType or KeyDataViewType || group || options.CategoryColumns.Contains(column.Name) || options.TextColumns.Contains(column.Name) || (type is BooleanDataViewType && column.Name == options.Target);
        var builder = new CsvColumnBuilder(column.Name, strings ? CsvStorage.Strings : CsvStorage.Numbers, required, file, options with { MissingValues = [] });
        Builders = [builder];
        if (type is TextDataViewType)
        {
            ValueGetter<ReadOnlyMemory<char>> getter = cursor.GetGetter<ReadOnlyMemory<char>>(column);
            ReadOnlyMemory<char> text = default;
            append = row =>
            {
                getter(ref text);
                builder.Append(text.Span, quoted: true, row);
            };
            return;
        }

        Func<double> number = Number(cursor, column, file);
        Func<double, string> name = type switch
        {
            BooleanDataViewType => value => value != 0 ? "true" : "false",
            KeyDataViewType key => KeyNames(column, key),
            _ => value => value.ToString(CultureInfo.InvariantCulture),
        };
        append = row =>
        {
            double value = number();
            if (strings)
            {
                builder.Append(double.IsNaN(value) ? "" : name(value), quoted: true, row);
            }
            else
            {
                builder.AppendNumber((float)value, row);
            }
        };
    }

    /// <summary>The columns it makes, one, or one a slot of a vector.</summary>
    public IReadOnlyList<CsvColumnBuilder> Builders { get; private set; } = [];

    /// <summary>Takes the value of the cursor's row.</summary>
    /// <param name="row">The row's number, from 1, for errors.</param>
    public void Append(int row) => append(row);

    private Action<int> Vector(DataViewRowCursor cursor, DataViewSchema.Column column, VectorDataViewType vector, string file, CsvOptions options)
    {
        if (!vector.IsKnownSize || vector.ItemType != NumberDataViewType.Single)
        {
            throw new DataException($"expected a vector of known size of Single, got {vector}; convert it first.", file, null, column.Name);
        }

        VBuffer<ReadOnlyMemory<char>> slots = default;
        if (column.Annotations.Schema.GetColumnOrNull("SlotNames") is not null)
        {
            column.Annotations.GetValue("SlotNames", ref slots);
        }

        ReadOnlyMemory<char>[] names = slots.Length == vector.Size ? [.. slots.DenseValues()] : [];
        var builders = new CsvColumnBuilder[vector.Size];
        for (int i = 0; i < builders.Length; i++)
        {
            string name = names.Length > 0 && !names[i].IsEmpty ? $"{names[i]}" : $"{column.Name}[{i}]";
            builders[i] = new CsvColumnBuilder(name, CsvStorage.Numbers, required: false, file, options);
        }

        Builders = builders;
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> values = default;
        return row =>
        {
            getter(ref values);
            int i = 0;
            foreach (float value in values.DenseValues())
            {
                builders[i++].AppendNumber(value, row);
            }
        };
    }

    /// <summary>A key stands for a name; where its names are not text, for its number from 0.</summary>
    private static Func<double, string> KeyNames(DataViewSchema.Column column, KeyDataViewType key)
    {
        if (column.Annotations.Schema.GetColumnOrNull("KeyValues")?.Type is not VectorDataViewType { ItemType: TextDataViewType })
        {
            return value => value.ToString(CultureInfo.InvariantCulture);
        }

        VBuffer<ReadOnlyMemory<char>> values = default;
        column.Annotations.GetValue("KeyValues", ref values);
        string[] names = [.. values.DenseValues().Select(value => value.ToString())];
        return value => value < names.Length ? names[(int)value] : throw new DataException($"key {value} has no name among its {key.Count}.", "data view", null, column.Name);
    }

    private static Func<double> Number(DataViewRowCursor cursor, DataViewSchema.Column column, string file)
    {
        return column.Type switch
        {
            BooleanDataViewType => Getter<bool>(value => value ? 1 : 0),
            KeyDataViewType key when key.RawType == typeof(uint) => Getter<uint>(value => value == 0 ? double.NaN : value - 1),
            NumberDataViewType number => number.RawType switch
            {
                var raw when raw == typeof(float) => Getter<float>(value => value),
                var raw when raw == typeof(double) => Getter<double>(value => value),
                var raw when raw == typeof(sbyte) => Getter<sbyte>(value => value),
                var raw when raw == typeof(byte) => Getter<byte>(value => value),
                var raw when raw == typeof(short) => Getter<short>(value => value),
                var raw when raw == typeof(ushort) => Getter<ushort>(value => value),
                var raw when raw == typeof(int) => Getter<int>(value => value),
                var raw when raw == typeof(uint) => Getter<uint>(value => value),
                var raw when raw == typeof(long) => Getter<long>(value => value),
                _ => Getter<ulong>(value => value),
            },
            _ => throw new DataException($"expected numbers, booleans, keys or text, got {column.Type}; ignore or convert the column.", file, null, column.Name),
        };

        Func<double> Getter<T>(Func<T, double> convert)
        {
            ValueGetter<T> getter = cursor.GetGetter<T>(column);
            T value = default!;
            return () =>
            {
                getter(ref value);
                return convert(value);
            };
        }
    }
}
