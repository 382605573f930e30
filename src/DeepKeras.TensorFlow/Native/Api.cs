namespace DeepKeras.TensorFlow.Native;

/// <summary>The functions of TensorFlow's C interface that the engine calls.</summary>
internal static unsafe class Api
{
    private static readonly TensorFlowLibrary Library = TensorFlowLibrary.Load();

    public static readonly delegate* unmanaged<byte*> Version = (delegate* unmanaged<byte*>)Library.Function("TF_Version");
    public static readonly delegate* unmanaged<nint> NewStatus = (delegate* unmanaged<nint>)Library.Function("TF_NewStatus");
    public static readonly delegate* unmanaged<nint, void> DeleteStatus = (delegate* unmanaged<nint, void>)Library.Function("TF_DeleteStatus");
    public static readonly delegate* unmanaged<nint, int> GetCode = (delegate* unmanaged<nint, int>)Library.Function("TF_GetCode");
    public static readonly delegate* unmanaged<nint, byte*> Message = (delegate* unmanaged<nint, byte*>)Library.Function("TF_Message");
    public static readonly delegate* unmanaged<nint> NewGraph = (delegate* unmanaged<nint>)Library.Function("TF_NewGraph");
    public static readonly delegate* unmanaged<nint, void> DeleteGraph = (delegate* unmanaged<nint, void>)Library.Function("TF_DeleteGraph");
    public static readonly delegate* unmanaged<byte*, nuint, nint> NewBuffer = (delegate* unmanaged<byte*, nuint, nint>)Library.Function("TF_NewBufferFromString");
    public static readonly delegate* unmanaged<nint, void> DeleteBuffer = (delegate* unmanaged<nint, void>)Library.Function("TF_DeleteBuffer");
    public static readonly delegate* unmanaged<nint> NewImportOptions = (delegate* unmanaged<nint>)Library.Function("TF_NewImportGraphDefOptions");
    public static readonly delegate* unmanaged<nint, void> DeleteImportOptions = (delegate* unmanaged<nint, void>)Library.Function("TF_DeleteImportGraphDefOptions");
    public static readonly delegate* unmanaged<nint, byte*, int, Output, void> AddInputMapping = (delegate* unmanaged<nint, byte*, int, Output, void>)Library.Function("TF_ImportGraphDefOptionsAddInputMapping");
    public static readonly delegate* unmanaged<nint, nint, nint, nint, void> ImportGraphDef = (delegate* unmanaged<nint, nint, nint, nint, void>)Library.Function("TF_GraphImportGraphDef");
    public static readonly delegate* unmanaged<nint, byte*, nint> OperationByName = (delegate* unmanaged<nint, byte*, nint>)Library.Function("TF_GraphOperationByName");
    public static readonly delegate* unmanaged<nint> NewSessionOptions = (delegate* unmanaged<nint>)Library.Function("TF_NewSessionOptions");
    public static readonly delegate* unmanaged<nint, void> DeleteSessionOptions = (delegate* unmanaged<nint, void>)Library.Function("TF_DeleteSessionOptions");
    public static readonly delegate* unmanaged<nint, byte*, nuint, nint, void> SetConfig = (delegate* unmanaged<nint, byte*, nuint, nint, void>)Library.Function("TF_SetConfig");
    public static readonly delegate* unmanaged<nint, nint, nint, nint> NewSession = (delegate* unmanaged<nint, nint, nint, nint>)Library.Function("TF_NewSession");
    public static readonly delegate* unmanaged<nint, nint, void> CloseSession = (delegate* unmanaged<nint, nint, void>)Library.Function("TF_CloseSession");
    public static readonly delegate* unmanaged<nint, nint, void> DeleteSession = (delegate* unmanaged<nint, nint, void>)Library.Function("TF_DeleteSession");
    public static readonly delegate* unmanaged<nint, nint, nint> ListDevices = (delegate* unmanaged<nint, nint, nint>)Library.Function("TF_SessionListDevices");
    public static readonly delegate* unmanaged<nint, int> DeviceCount = (delegate* unmanaged<nint, int>)Library.Function("TF_DeviceListCount");
    public static readonly delegate* unmanaged<nint, int, nint, byte*> DeviceType = (delegate* unmanaged<nint, int, nint, byte*>)Library.Function("TF_DeviceListType");
    public static readonly delegate* unmanaged<nint, void> DeleteDeviceList = (delegate* unmanaged<nint, void>)Library.Function("TF_DeleteDeviceList");
    public static readonly delegate* unmanaged<nint, nint, Output*, nint*, int, Output*, nint*, int, nint*, int, nint, nint, void> SessionRun =
        (delegate* unmanaged<nint, nint, Output*, nint*, int, Output*, nint*, int, nint*, int, nint, nint, void>)Library.Function("TF_SessionRun");
    public static readonly delegate* unmanaged<int, long*, int, void*, nuint, delegate* unmanaged<void*, nuint, void*, void>, void*, nint> NewTensor =
        (delegate* unmanaged<int, long*, int, void*, nuint, delegate* unmanaged<void*, nuint, void*, void>, void*, nint>)Library.Function("TF_NewTensor");
    public static readonly delegate* unmanaged<nint, void> DeleteTensor = (delegate* unmanaged<nint, void>)Library.Function("TF_DeleteTensor");
    public static readonly delegate* unmanaged<nint, void*> TensorData = (delegate* unmanaged<nint, void*>)Library.Function("TF_TensorData");
    public static readonly delegate* unmanaged<nint, nuint> TensorByteSize = (delegate* unmanaged<nint, nuint>)Library.Function("TF_TensorByteSize");
    public static readonly delegate* unmanaged<nint, int> NumDims = (delegate* unmanaged<nint, int>)Library.Function("TF_NumDims");
    public static readonly delegate* unmanaged<nint, int, long> Dim = (delegate* unmanaged<nint, int, long>)Library.Function("TF_Dim");
    public static readonly delegate* unmanaged<nint, int> TensorType = (delegate* unmanaged<nint, int>)Library.Function("TF_TensorType");

    /// <summary>An output of an operation of a graph.</summary>
    public struct Output
    {
        public nint Operation;
        public int Index;
    }
}
