namespace Presage.Engine.Learning;

/// <summary>
/// How a row's gradients and Hessians of four components are added to sums: eight 32-bit lanes. Whole numbers, so that every kernel comes to
/// the same sums.
/// </summary>
internal unsafe interface IRowLanes<T>
    where T : struct, IRowLanes<T>
{
    /// <summary>Gradient and Hessian of four components.</summary>
    static abstract T Load(int* row);

    static abstract void AddTo(int* sums, T row);

    /// <summary>Adds eight lanes to 64-bit totals and sets them to zero.</summary>
    static abstract void Drain(int* sums, long* totals);
}
