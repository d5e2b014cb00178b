namespace Presage.Engine.Learning;

/// <summary>
/// Numbers of some rows side by side. Each lane is computed as it would be alone, each operation rounded once, so that the number of lanes
/// changes no bit of a result.
/// </summary>
internal unsafe interface IDoubleLanes<T>
    where T : struct, IDoubleLanes<T>
{
    /// <summary>Number of lanes, a power of two.</summary>
    static abstract int Count { get; }

    static abstract T Create(double value);

    static abstract T Load(double* from);

    static abstract void Store(T lanes, double* to);

    /// <summary>The lanes whose bit is set, the first the lowest; zero in the others.</summary>
    static abstract T Keep(T lanes, ulong bits);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator *(T a, T b);

    /// <summary>a * b + c, rounded once.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);
}
