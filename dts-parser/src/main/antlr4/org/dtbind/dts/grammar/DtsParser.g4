// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Devicetree source, version 1 (Devicetree Specification v0.4, chapter 6, and what dtc 1.8 reads).
 *
 * The grammar is LL(1). Rules that such a grammar cannot express are checked while the syntax records
 * are built: a source begins with a header, memory reservations come before nodes, properties come
 * before child nodes, labels are allowed only in some places, and operators have a precedence.
 */
parser grammar DtsParser;

options {
  tokenVocab = DtsLexer;
  superClass = DtsParserBase;
}

file
    : header* statement* EOF
    ;

header
    : DTS_V1 SEMICOLON ( PLUGIN SEMICOLON )?
    ;

/** A memory reservation, the root, a node named by reference, or the deletion of a node. */
statement
    : LABEL*
      ( MEMRESERVE primary primary SEMICOLON
      | SLASH node
      | reference node
      | DELETE_NODE reference SEMICOLON
      | OMIT_IF_NO_REF reference SEMICOLON
      )
    ;

/** The body of a node. */
node
    : LBRACE member* RBRACE SEMICOLON
    ;

/** A property or a child node, or the deletion of one. */
member
    : ( LABEL | OMIT_IF_NO_REF )*
      ( DELETE_PROPERTY NAME SEMICOLON
      | DELETE_NODE NAME SEMICOLON
      | NAME ( SEMICOLON | EQUALS value SEMICOLON | node )
      )
    ;

value
    : LABEL* content LABEL* ( COMMA LABEL* content LABEL* )*
    ;

/** A string, an array of cells, an array of bytes, the path of a node, or a file. */
content
    : STRING
    | ( BITS INTEGER )? LESS
      ( INTEGER | CHARACTER | LPAREN expression RPAREN // inlined primary, the content of most cells
      | LABEL_REFERENCE | PATH_REFERENCE
      | LABEL
      )*
      GREATER
    | LBRACKET ( BYTE | LABEL )* RBRACKET
    | reference
    | INCBIN LPAREN STRING ( COMMA primary COMMA primary )? RPAREN
    ;

reference
    : LABEL_REFERENCE
    | PATH_REFERENCE
    ;

primary
    : INTEGER
    | CHARACTER
    | LPAREN expression RPAREN
    ;

/** Operators and operands in source order; precedence is applied later. */
expression
    : operand ( operator operand )* ( QUESTION expression COLON expression )?
    ;

operand
    : ( MINUS | TILDE | BANG )* primary
    ;

operator
    : STAR | SLASH | PERCENT
    | PLUS | MINUS
    | SHIFT_LEFT | SHIFT_RIGHT
    | LESS | GREATER | LESS_EQUAL | GREATER_EQUAL
    | EQUAL | NOT_EQUAL
    | BIT_AND | BIT_XOR | BIT_OR
    | AND | OR
    ;
