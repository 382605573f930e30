using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DeepKeras.TensorFlow.Native;

/// <summary>Where a call says whether it went well.</summary>
internal sealed unsafe class Status : SafeHandleZeroOrMinusOneIsInvalid
{
    public Status()
        : base(ownsHandle: true) => SetHandle(Api.NewStatus());

    /// <summary>For calls; the object must be kept alive meanwhile.</summary>
    public nint Handle => handle;

    /// <exception cref="EngineException">The last call failed; the message is TensorFlow's.</exception>
    public void Check(string what)
    {
        int code = Api.GetCode(handle);
        if (code != 0)
        {
            string message = Marshal.PtrToStringUTF8((nint)Api.Message(handle)) ?? "";
            throw new EngineException($"TensorFlow, {what}: {message} (status {code}).");
        }
    }

    protected override bool ReleaseHandle()
    {
        Api.DeleteStatus(handle);
        return true;
    }
}
