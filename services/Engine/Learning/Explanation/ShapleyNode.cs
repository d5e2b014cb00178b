namespace Presage.Engine.Learning;

/// <summary>A decision as <see cref="ShapleyTree"/> sees it.</summary>
/// <param name="Earlier">The decision above that asks for the same column, the nearest; -1 when there is none.</param>
/// <param name="EarlierLeft">Whether this one lies to the left of it.</param>
/// <param name="LeftShare">Share of its training rows that went left, between 0 and 1.</param>
/// <param name="Left">The decision to the left, or a leaf as its complement: ~0 is the first leaf.</param>
/// <param name="Right">The same to the right.</param>
/// <param name="Table">Where its table of <see cref="ShapleyTree.Tables"/> begins; 0 when no decision above asks for its column.</param>
internal readonly record struct ShapleyNode(
    int Column, int Earlier, bool EarlierLeft, double LeftShare, int Left, int Right, int Table);
