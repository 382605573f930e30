using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DeepKeras.TensorFlow.Native;

/// <summary>A session: it runs nodes of one graph and holds the values of its variables.</summary>
internal sealed unsafe class NativeSession : SafeHandleZeroOrMinusOneIsInvalid
{
    private static int count;
    private readonly Status status = new();

    /// <summary>A session of a graph.</summary>
    /// <param name="graph">The graph; it must outlive the session.</param>
    /// <param name="config">A serialized ConfigProto.</param>
    /// <exception cref="EngineException">TensorFlow refused.</exception>
    public NativeSession(NativeGraph graph, ReadOnlySpan<byte> config)
        : base(ownsHandle: true)
    {
        nint options = Api.NewSessionOptions();
        try
        {
            fixed (byte* bytes = config)
            {
                Api.SetConfig(options, bytes, (nuint)config.Length, status.Handle);
            }

            status.Check("setting the session's options");
            SetHandle(Api.NewSession(graph.Handle, options, status.Handle));
            status.Check("making a session");
            Interlocked.Increment(ref count);
        }
        finally
        {
            Api.DeleteSessionOptions(options);
        }
    }

    /// <summary>How many there are in this process.</summary>
    public static int Count => count;

    /// <summary>The types of the devices that operations can be placed on, such as CPU and GPU.</summary>
    public string[] DeviceTypes()
    {
        nint list = Api.ListDevices(handle, status.Handle);
        status.Check("listing devices");
        try
        {
            string[] types = new string[Api.DeviceCount(list)];
            for (int i = 0; i < types.Length; i++)
            {
                types[i] = Marshal.PtrToStringUTF8((nint)Api.DeviceType(list, i, status.Handle)) ?? "";
                status.Check("asking for a device's type");
            }

            return types;
        }
        finally
        {
            Api.DeleteDeviceList(list);
        }
    }

    /// <summary>Runs the graph once. Whoever calls owns the tensors that come out.</summary>
    /// <exception cref="EngineException">An operation failed; the message is TensorFlow's and names the node.</exception>
    public void Run(ReadOnlySpan<Api.Output> inputs, ReadOnlySpan<nint> values, ReadOnlySpan<Api.Output> outputs, Span<nint> results, ReadOnlySpan<nint> targets)
    {
        fixed (Api.Output* from = inputs, to = outputs)
        fixed (nint* given = values, made = results, also = targets)
        {
            Api.SessionRun(handle, 0, from, given, inputs.Length, to, made, outputs.Length, also, targets.Length, 0, status.Handle);
        }

        status.Check("running");
    }

    protected override bool ReleaseHandle()
    {
        // What remains to be said of a session that is given up can help nobody.
        nint last = Api.NewStatus();
        Api.CloseSession(handle, last);
        Api.DeleteSession(handle, last);
        Api.DeleteStatus(last);
        Interlocked.Decrement(ref count);
        return true;
    }
}
