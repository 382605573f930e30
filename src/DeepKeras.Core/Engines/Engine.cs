namespace DeepKeras;

/// <summary>What runs graphs: libtorch by default, TensorFlow where it is asked for. Keras's backend.</summary>
public abstract class Engine
{
    private static readonly Lock Gate = new();
    private static readonly List<(string Name, Func<Device, Engine> Create)> Known = [];
    private static Engine? current;

    /// <summary>The name it is chosen by: <c>torch</c> or <c>tensorflow</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Where it computes.</summary>
    public virtual Device Device => Device.Cpu;

    /// <summary>
    /// How many threads an operation may use when it is started from the current thread; 1 is the fastest for small models, and gives the same
    /// numbers on machines with any number of processors. An engine that cannot be told ignores it.
    /// </summary>
    public virtual int ThreadCount
    {
        get => 1;
        set => ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
    }

    /// <summary>
    /// The engine in use: the one set, else the one that the environment variable <c>DEEPKERAS_ENGINE</c> names, else the first that is there.
    /// </summary>
    /// <exception cref="EngineException">There is none, or none of that name; the message names the package to add.</exception>
    public static Engine Current
    {
        get
        {
            lock (Gate)
            {
                return current ??= Find(Environment.GetEnvironmentVariable("DEEPKERAS_ENGINE"));
            }
        }
    }

    /// <summary>Chooses an engine by name for the whole process.</summary>
    /// <param name="name"><c>torch</c> or <c>tensorflow</c>.</param>
    /// <exception cref="EngineException">There is none of that name.</exception>
    public static void Use(string name) => Use(name, Device.Cpu);

    /// <summary>Chooses an engine by name, and where it computes, for the whole process.</summary>
    /// <param name="name"><c>torch</c> or <c>tensorflow</c>.</param>
    /// <param name="device">The processor, or a graphics processor.</param>
    /// <exception cref="EngineException">There is none of that name, or it cannot compute there; the message says what is needed. The engine in use stays.</exception>
    public static void Use(string name, Device device)
    {
        lock (Gate)
        {
            current = Find(name, device);
        }
    }

    /// <summary>Adds an engine that can be chosen; an assembly that holds one calls this when it is loaded.</summary>
    internal static void Register(string name, Func<Device, Engine> create)
    {
        lock (Gate)
        {
            Known.Add((name, create));
        }
    }

    /// <summary>Makes a graph ready to run, once for many runs.</summary>
    internal abstract Executable Compile(Graph graph);

    private static Engine Find(string? name, Device device = default)
    {
        LoadEngineAssemblies();

        // Whichever assembly was loaded first, libtorch is the default.
        (string Name, Func<Device, Engine> Create)[] found = string.IsNullOrEmpty(name) ? [.. Known.OrderBy(engine => engine.Name != "torch")] : [.. Known.Where(engine => engine.Name == name.ToLowerInvariant())];
        return found.Length > 0 ? found[0].Create(device)
            : throw new EngineException(string.IsNullOrEmpty(name)
                ? "no engine is there to run the model; add the package DeepKeras.Torch."
                : name is "torch" or "tensorflow"
                    ? $"the engine \"{name}\" is not there; add the package DeepKeras.{(name == "torch" ? "Torch" : "TensorFlow")}."
                    : NameSuggestion.Unknown("engine", name, ["torch", "tensorflow"]));
    }

    /// <summary>Engines register themselves when their assembly is initialized; an assembly that nothing has touched is not loaded yet.</summary>
    private static void LoadEngineAssemblies()
    {
        foreach (string assembly in (ReadOnlySpan<string>)["DeepKeras.Torch", "DeepKeras.TensorFlow"])
        {
            try
            {
                System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(System.Reflection.Assembly.Load(assembly).ManifestModule.ModuleHandle);
            }
            catch (FileNotFoundException)
            {
                // Not among the application's packages.
            }
        }
    }
}
