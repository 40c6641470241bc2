namespace Actors.Registration;

/// <summary>The limits of imports. Rows in one transaction: <see cref="Domain.Limits.RecordBatch"/>.</summary>
public static class Limits
{
    /// <summary>The maximum number of rows of a file.</summary>
    public const int FileRows = 1_000_000;

    /// <summary>The maximum number of lines of one row: of a quoted field with line breaks, such as an address.</summary>
    public const int LinesPerRow = 20;

    /// <summary>The maximum length of a row in bytes.</summary>
    public const int RowBytes = 65_536;

    /// <summary>The maximum number of columns.</summary>
    public const int Columns = 200;

    /// <summary>The maximum length of free text, such as an address, in UTF-16 characters.</summary>
    public const int TextLength = 500;

    /// <summary>The maximum number of rows whose details are opened to rank suggestions.</summary>
    public const int OpenedCandidates = 30;
}
