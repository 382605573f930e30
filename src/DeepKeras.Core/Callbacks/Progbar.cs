using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace DeepKeras.Callbacks;

/// <summary>
/// A bar that tells how far something is, with numbers behind it, letter for letter as <c>keras.utils.Progbar</c> prints it: redrawn in
/// place on a terminal, a new line each time elsewhere.
/// </summary>
public sealed class Progbar
{
    private readonly int? target;
    private readonly Func<double> clock;
    private readonly double started;
    private readonly Dictionary<string, (double Sum, double Count)> values = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private double updated = double.NegativeInfinity;
    private double? afterFirst;
    private int seen;
    private int drawn;

    /// <summary>A bar; the time runs from now on.</summary>
    /// <param name="target">The number of steps there will be; null or 0: unknown.</param>
    public Progbar(int? target)
        : this(target, static () => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency)
    {
    }

    /// <summary>A bar with a clock of its own, which gives seconds.</summary>
    internal Progbar(int? target, Func<double> clock)
    {
        this.target = target;
        this.clock = clock;
        started = clock();
    }

    /// <summary>The length of the bar in characters.</summary>
    public int Width { get; init; } = 20;

    /// <summary>1: a bar that moves; 2: one line at the end; 0: nothing.</summary>
    public int Verbose { get; init; } = 1;

    /// <summary>The least time between two drawings, in seconds.</summary>
    public double Interval { get; init; } = 0.05;

    /// <summary>The numbers that are shown as they come; the others are averaged over the steps. Null: all are shown as they come.</summary>
    public IReadOnlyCollection<string>? StatefulMetrics { get; init; } = [];

    /// <summary>What a step is called.</summary>
    public string UnitName { get; init; } = "step";

    /// <summary>Whether the line is redrawn in place; null: where the console is a terminal.</summary>
    public bool? Dynamic { get; init; }

    /// <summary>Where the text goes; null: <see cref="Keras.Print"/>.</summary>
    public Action<string>? Output { get; init; }

    /// <summary>Says how far it is.</summary>
    /// <param name="current">Steps done.</param>
    /// <param name="numbers">The numbers of the last step.</param>
    /// <param name="finalize">Whether this is the last time; null: when the target is reached.</param>
    public void Update(int current, IEnumerable<KeyValuePair<string, float>>? numbers = null, bool? finalize = null)
    {
        bool last = finalize ?? (target is int all && current >= all);
        Take(current, numbers ?? [], last);
        double now = clock();
        double perUnit = PerUnit(current, now);
        if (Verbose == 1)
        {
            if (now - updated < Interval && !last)
            {
                return;
            }

            Draw(current, now, perUnit, last);
        }
        else if (Verbose == 2 && last && target is > 0 and int steps)
        {
            string count = Number(current).PadLeft(Number(steps).Length);
            Print($"{count}/{Number(steps)} - {Seconds(now - started)} -{Time(perUnit)}{Numbers(signed: true)}\n");
        }

        updated = now;
    }

    /// <summary>Says that so many steps more are done.</summary>
    /// <param name="steps">Their number.</param>
    /// <param name="numbers">The numbers of the last of them.</param>
    public void Add(int steps, IEnumerable<KeyValuePair<string, float>>? numbers = null) => Update(seen + steps, numbers);

    private void Take(int current, IEnumerable<KeyValuePair<string, float>> numbers, bool last)
    {
        foreach ((string name, float value) in numbers)
        {
            if (!order.Contains(name))
            {
                order.Add(name);
            }

            if (last || StatefulMetrics is null || StatefulMetrics.Contains(name))
            {
                values[name] = (value, 1);
            }
            else
            {
                double steps = Math.Max(current - seen, 1);
                (double sum, double count) = values.GetValueOrDefault(name);
                values[name] = (sum + (value * steps), count + steps);
            }
        }

        seen = current;
    }

    private void Draw(int current, double now, double perUnit, bool last)
    {
        var text = new StringBuilder();
        int unseen = 8;
        if (Dynamic ?? !Console.IsOutputRedirected)
        {
            text.Append('\b', drawn).Append('\r');
        }
        else
        {
            text.Append('\n');
        }

        int before = text.Length;
        if (target is > 0 and int steps)
        {
            int done = (int)(Width * ((double)current / steps));
            text.Append($"\e[1m{Number(current).PadLeft(Number(steps).Length)}/{Number(steps)}\e[0m ");
            unseen += 8;
            if (done > 0)
            {
                text.Append($"\e[32m{new string('━', done)}\e[0m");
                unseen += 9;
            }

            text.Append($"\e[37m{new string('━', Math.Max(0, Width - done))}\e[0m");
            unseen += 9;
        }
        else
        {
            text.Append($"{Number(current),7}/Unknown");
        }

        string time = target is > 0 && !last ? Left(perUnit * (target.Value - current)) : Seconds(now - started);
        text.Append($" \e[1m{time}\e[0m{Time(perUnit)}{Numbers(signed: false)}");
        int width = text.Length - before - unseen;
        text.Append(' ', Math.Max(0, drawn - width));
        if (last)
        {
            text.Append('\n');
        }

        Print(text.ToString());
        drawn = width;
    }

    /// <summary>Keras compares the number itself where it prints one line, so that a negative one is written with an exponent there.</summary>
    private string Numbers(bool signed) => string.Concat(order.Select(name =>
    {
        double mean = values[name].Sum / Math.Max(1, values[name].Count);
        return $" - {name}: {PythonFormat.Format(mean, false, (signed ? mean : Math.Abs(mean)) > 1e-3 ? ".4f" : ".4e")}";
    }));

    /// <summary>The first step, which takes longer than others, is left out where there are more.</summary>
    private double PerUnit(int current, double now)
    {
        if (current == 0)
        {
            return 0;
        }

        double perUnit = afterFirst is double first && current > 1 ? (now - first) / (current - 1) : (now - started) / current;
        if (current == 1)
        {
            afterFirst = now;
        }

        return perUnit;
    }

    private string Time(double perUnit) =>
        perUnit is >= 1 or 0 ? $" {Seconds(perUnit)}/{UnitName}"
        : perUnit >= 1e-3 ? $" {Rounded(perUnit * 1e3)}ms/{UnitName}"
        : $" {Rounded(perUnit * 1e6)}us/{UnitName}";

    private static string Left(double seconds) =>
        seconds > 3600 ? $"{Number((long)seconds / 3600)}:{((long)seconds % 3600 / 60).ToString("00", CultureInfo.InvariantCulture)}:{((long)seconds % 60).ToString("00", CultureInfo.InvariantCulture)}"
        : seconds > 60 ? $"{Number((long)seconds / 60)}:{((long)seconds % 60).ToString("00", CultureInfo.InvariantCulture)}"
        : $"{Number((long)seconds)}s";

    private static string Seconds(double seconds) => $"{Rounded(seconds)}s";

    private static string Rounded(double number) => PythonFormat.Format(number, false, ".0f");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void Print(string text) => (Output ?? Keras.Print)(text);
}
