// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Devicetree source, version 1 (Devicetree Specification v0.4, chapter 6, and what dtc 1.8 reads).
 *
 * LL(1): one token always decides. What that takes away from the grammar is said once the parts are
 * known: that memory reservations stand before nodes and properties before child nodes, which
 * labels may stand where, and how strongly operators bind.
 */
parser grammar DtsParser;

options {
  tokenVocab = DtsLexer;
  superClass = DtsParserBase;
}

file
    : header+ statement* EOF
    ;

header
    : DTS_V1 SEMICOLON ( PLUGIN SEMICOLON )?
    ;

/** A memory reservation, the root, a node named by reference, or the end of one. */
statement
    : LABEL*
      ( MEMRESERVE primary primary SEMICOLON
      | SLASH node
      | reference node
      | DELETE_NODE reference SEMICOLON
      | OMIT_IF_NO_REF reference SEMICOLON
      )
    ;

/** What a node holds. */
node
    : LBRACE member* RBRACE SEMICOLON
    ;

/** A property or a child node, or the end of one. */
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
      ( INTEGER | CHARACTER | LPAREN expression RPAREN // a primary, as it is in most cells
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

/** Operators and operands in the order in which they stand: precedence is worked out from it. */
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
