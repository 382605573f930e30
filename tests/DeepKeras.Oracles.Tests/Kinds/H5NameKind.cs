using DeepKeras.Saving;

namespace DeepKeras.Tests;

/// <summary>What the group of a class's weights is called in a weights file; the rule is for every class, also for those that are refused here.</summary>
internal sealed class H5NameKind : ICaseKind
{
    public string Kind => "h5_name";

    public void Run(OracleCase test)
    {
        test.Skip("module");
        test.AssertEqual("group", test.Text("group"), KerasNames.SnakeCase(test.Text("class_name")));
    }
}
