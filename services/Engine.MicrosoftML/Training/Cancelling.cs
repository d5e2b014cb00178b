using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace Presage.Engine.MicrosoftML.Training;

/// <summary>
/// Microsoft.ML's trainers ask before every tree whether their context was cancelled, but the call that cancels it is not public. It is
/// made all the same: otherwise a fit could only be stopped between components.
/// </summary>
internal static class Cancelling
{
    public static CancellationTokenRegistration CancelWith(this MLContext context, CancellationToken cancellation) =>
        cancellation.Register(() => CancelExecution(context));

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = nameof(CancelExecution))]
    private static extern void CancelExecution(MLContext context);
}
