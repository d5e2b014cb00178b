namespace Presage.Storage;

/// <summary>Order of machine ids wherever machines are listed: numbers by value, before other names in ordinal order.</summary>
public sealed class MachineOrder : IComparer<string>
{
    public static MachineOrder Instance { get; } = new();

    public int Compare(string? left, string? right)
    {
        var leftIsNumber = long.TryParse(left, out var leftNumber);
        var rightIsNumber = long.TryParse(right, out var rightNumber);
        if (leftIsNumber != rightIsNumber)
            return leftIsNumber ? -1 : 1;

        var order = leftIsNumber ? leftNumber.CompareTo(rightNumber) : 0;
        return order != 0 ? order : string.CompareOrdinal(left, right);
    }
}
