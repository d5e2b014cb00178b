using System.Runtime.InteropServices;

namespace Presage.Engine.MicrosoftML;

/// <summary>What Microsoft.ML leaves out of LightGBM's native library.</summary>
internal static partial class NativeLightGbm
{
    /// <summary>
    /// Bounds the threads of everything that the library does in this process. Said as an option of a fit, their number would become part
    /// of the model, which is to be the same on any number of them.
    /// </summary>
    /// <exception cref="DllNotFoundException">The library, or one that it needs, is not there.</exception>
    public static void SetMaxThreads(int threads) => _ = LGBM_SetMaxThreads(threads);

    [LibraryImport("lib_lightgbm")]
    private static partial int LGBM_SetMaxThreads(int threads);
}
