namespace DeepKeras.Tests;

/// <summary>
/// How cases of one kind are run. Every class that implements this, with a constructor without parameters, is found by itself: a new kind is a new file.
/// </summary>
internal interface ICaseKind
{
    /// <summary>The kind that the cases name, such as <c>layer</c>.</summary>
    string Kind { get; }

    /// <summary>Computes what the case asks for and compares it, through <see cref="OracleCase.AssertClose(string, HostArray, HostArray)"/> and its like.</summary>
    /// <exception cref="NoClassYetException">DeepKeras lacks what the case is about.</exception>
    void Run(OracleCase test);
}
