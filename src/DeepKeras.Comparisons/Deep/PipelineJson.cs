using System.Text.Json;
using System.Text.Json.Serialization;
using DeepKeras.Comparisons.Preprocessing;
using DeepKeras.Data;

namespace DeepKeras.Comparisons.Deep;

/// <summary>What a pipeline learnt beside its model's weights, as JSON: the asset <c>deepkeras/preprocessing.json</c> of a <c>.keras</c> file.</summary>
internal static class PipelineJson
{
    public const int Version = 1;

    public static byte[] Write(PipelineSchema schema, DeepEncoder encoder) => JsonSerializer.SerializeToUtf8Bytes(
        new JsonPipeline(
            Version,
            schema.Dataset,
            schema.Task,
            schema.Target,
            schema.Classes,
            encoder.TargetScale,
            encoder.TargetOffset,
            [.. schema.Columns.Select(column => new JsonColumn(column.Name, column.Kind))],
            [.. encoder.Parts.Select(Input)]),
        PipelineJsonContext.Default.JsonPipeline);

    /// <exception cref="InvalidDataException">It is not what <see cref="Write"/> writes.</exception>
    public static (PipelineSchema Schema, DeepEncoder Encoder) Read(string json)
    {
        try
        {
            JsonPipeline read = JsonSerializer.Deserialize(json, PipelineJsonContext.Default.JsonPipeline) ?? throw new InvalidDataException("it is null.");
            if (read.Version != Version)
            {
                throw new InvalidDataException($"it has version {read.Version}, expected {Version}.");
            }

            PipelineColumn[] columns = [.. read.Columns.Select(column => new PipelineColumn(column.Name, column.Kind))];
            var schema = new PipelineSchema(read.Dataset, read.Task, read.Target, read.Classes, columns);
            return (schema, new DeepEncoder([.. read.Inputs.Select(input => Part(input, columns))], read.TargetScale, read.TargetOffset));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private static JsonInput Input(DeepEncoderPart part) => part switch
    {
        TablePart table => new JsonInput(DeepInputKind.Table) { Table = [.. table.Table.Codes.Select(Code)] },
        ImagePart image => new JsonInput(DeepInputKind.Image) { Shape = [.. image.Shape], Largest = image.Largest },
        TextPart text => new JsonInput(DeepInputKind.Text) { Column = text.Column, Alphabet = [.. text.Ids.Alphabet.Select(c => (int)c)], Length = text.Ids.Length },
        _ => throw new InvalidOperationException($"{part.GetType().Name} has no JSON."),
    };

    private static JsonCode Code(ColumnCode code) => code switch
    {
        NumberCode number => new JsonCode(number.Column, number.HasIndicator) { Median = number.Median, Mean = number.Mean, Deviation = number.Deviation },
        CategoryCode category => new JsonCode(category.Column, category.HasIndicator)
        {
            Categories = [.. category.Categories],
            Commonest = category.Commonest,
            HasOther = category.HasOther,
        },
        _ => throw new InvalidOperationException($"{code.GetType().Name} has no JSON."),
    };

    private static DeepEncoderPart Part(JsonInput input, PipelineColumn[] columns) => input.Kind switch
    {
        DeepInputKind.Table => new TablePart(new TableEncoder([.. Needed(input.Table).Select(code => Code(code, columns))])),
        DeepInputKind.Image => Image(input, columns),
        _ => Text(input, columns),
    };

    private static TextPart Text(JsonInput input, PipelineColumn[] columns)
    {
        int column = Place(Needed(input.Column), columns, ColumnKind.Text), length = Needed(input.Length);
        int[] alphabet = Needed(input.Alphabet);
        return length > 0 && alphabet.All(c => c is >= 0 and <= char.MaxValue) && alphabet.Distinct().Count() == alphabet.Length
            ? new TextPart(column, columns[column].Name, CharacterIds.Of(alphabet.Select(c => (char)c), length))
            : throw new InvalidDataException($"the alphabet of column \"{columns[column].Name}\" is none, or its texts have length {length}.");
    }

    private static ImagePart Image(JsonInput input, PipelineColumn[] columns)
    {
        int[] shape = Needed(input.Shape);
        return shape.Length == 3 && shape.All(side => side > 0) && shape.Aggregate(1L, (size, side) => size * side) == columns.Length && input.Largest is float largest and > 0
            ? new ImagePart(shape, largest)
            : throw new InvalidDataException($"an image of ({string.Join(", ", shape)}) is not made of {columns.Length} columns.");
    }

    private static ColumnCode Code(JsonCode code, PipelineColumn[] columns)
    {
        if (code.Categories is not { } categories)
        {
            int number = Place(code.Column, columns, ColumnKind.Number);
            return NumberCode.Of(number, columns[number].Name, Needed(code.Median), Needed(code.Mean), Needed(code.Deviation), code.HasIndicator);
        }

        int place = Place(code.Column, columns, ColumnKind.Category), commonest = Needed(code.Commonest);
        bool other = Needed(code.HasOther);
        return commonest >= 0 && commonest < categories.Length + (other ? 1 : 0) && categories.Distinct(StringComparer.Ordinal).Count() == categories.Length
            ? CategoryCode.Of(place, columns[place].Name, categories, commonest, other, code.HasIndicator)
            : throw new InvalidDataException($"the categories of column \"{columns[place].Name}\" do not fit together.");
    }

    private static int Place(int column, PipelineColumn[] columns, ColumnKind kind) =>
        (uint)column < (uint)columns.Length && columns[column].Kind == kind
            ? column
            : throw new InvalidDataException($"column {column} is not one of {kind.ToString().ToLowerInvariant()}s.");

    private static T[] Needed<T>(T[]? values) => values ?? throw Incomplete();

    private static T Needed<T>(T? value)
        where T : struct => value ?? throw Incomplete();

    private static InvalidDataException Incomplete() => new("an input lacks what its kind needs.");
}

internal sealed record JsonPipeline(
    [property: JsonRequired] int Version,
    [property: JsonRequired] string Dataset,
    [property: JsonRequired] LearningTask Task,
    [property: JsonRequired] string Target,
    [property: JsonRequired] IReadOnlyList<string> Classes,
    [property: JsonRequired] double TargetScale,
    [property: JsonRequired] double TargetOffset,
    [property: JsonRequired] IReadOnlyList<JsonColumn> Columns,
    [property: JsonRequired] IReadOnlyList<JsonInput> Inputs);

internal sealed record JsonColumn([property: JsonRequired] string Name, [property: JsonRequired] ColumnKind Kind);

internal sealed record JsonInput([property: JsonRequired] DeepInputKind Kind)
{
    public JsonCode[]? Table { get; init; }

    public int[]? Shape { get; init; }

    public float? Largest { get; init; }

    public int? Column { get; init; }

    public int[]? Alphabet { get; init; }

    public int? Length { get; init; }
}

internal sealed record JsonCode([property: JsonRequired] int Column, [property: JsonRequired] bool HasIndicator)
{
    public float? Median { get; init; }

    public double? Mean { get; init; }

    public double? Deviation { get; init; }

    public string[]? Categories { get; init; }

    public int? Commonest { get; init; }

    public bool? HasOther { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(JsonPipeline))]
internal sealed partial class PipelineJsonContext : JsonSerializerContext;
